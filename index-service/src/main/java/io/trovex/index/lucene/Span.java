package io.trovex.index.lucene;

/** A stretch of a body, in UTF-16 code units; {@code end} is exclusive. */
public record Span(int start, int end) {}
