package io.trovex.index.search;

import java.util.UUID;

/**
 * The place in a kept search where the next page begins.
 *
 * @param position from 0
 */
record Cursor(UUID search, int position) {}
