package io.trovex.ingest.deadletter;

import java.util.List;

/**
 * Letters to decide on.
 *
 * @param matched how many there are, of which {@code letters} are the first
 */
public record Selection(List<Standing> letters, long matched) {}
