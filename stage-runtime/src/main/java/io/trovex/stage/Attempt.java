package io.trovex.stage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which try of a poll this is.
 *
 * @param number from 1
 * @param firstFailure when the first try failed; null on the first
 */
record Attempt(int number, @Nullable Instant firstFailure) {}
