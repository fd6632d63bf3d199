package io.trovex.ingest.deadletter;

/** What letters are counted by; {@code topic} is the one whose records they were. */
public record LetterCount(String topic, String stage, LetterState state) {}
