package io.trovex.ingest.deadletter;

/** What letters of one group share. */
record LetterCause(String stage, String fingerprint) {}
