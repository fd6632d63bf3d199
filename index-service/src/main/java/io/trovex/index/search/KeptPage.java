package io.trovex.index.search;

/**
 * A page of hits.
 *
 * @param request that it answers
 */
public record KeptPage(SearchRequest request, SearchResponse response) {}
