package io.trovex.index.search;

/** How an answer is less than what was asked for. */
public record Degradation(DegradedReason reason, Fallback fallback) {}
