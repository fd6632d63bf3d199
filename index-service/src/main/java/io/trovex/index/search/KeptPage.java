package io.trovex.index.search;

/**
 * A page after the first.
 *
 * @param text of the search that it is of
 */
public record KeptPage(String text, SearchResponse response) {}
