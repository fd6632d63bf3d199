package io.trovex.index.engine;

/** A stretch of a body, in UTF-16 code units; {@code end} is exclusive. */
public record Span(int start, int end) {}
