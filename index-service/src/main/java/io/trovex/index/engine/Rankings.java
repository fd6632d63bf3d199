package io.trovex.index.engine;

/** What the words and what the meaning of one search put forward. */
public record Rankings(Ranking worded, Ranking near) {}
