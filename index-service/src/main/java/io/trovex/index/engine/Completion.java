package io.trovex.index.engine;

import org.jspecify.annotations.Nullable;

/**
 * How what somebody types may go on.
 *
 * @param docId of the document that has this title; null when it is but a word
 * @param documents that have the word, together with those before it where some do; 1 of a title
 */
public record Completion(String text, @Nullable String docId, int documents) {}
