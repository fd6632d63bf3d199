package io.trovex.embedding.passage;

/**
 * A stretch of a body, ready to be embedded.
 *
 * @param start offset of the first UTF-16 code unit in the body
 * @param end offset after the last
 * @param text what to embed: the title, if there is one, on a line of its own, then the stretch
 */
public record TextPassage(int start, int end, String text) {}
