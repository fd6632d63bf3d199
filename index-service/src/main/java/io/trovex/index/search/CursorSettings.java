package io.trovex.index.search;

import java.time.Duration;

/**
 * How searches are kept for their next pages.
 *
 * @param most at a time; each keeps its view of the index, deleted documents included
 * @param idle a search whose next page nobody asked for so long is given up
 * @param life longest that one is kept
 */
public record CursorSettings(int most, Duration idle, Duration life) {
    public static final CursorSettings DEFAULTS = new CursorSettings(50, Duration.ofMinutes(1), Duration.ofMinutes(10));
}
