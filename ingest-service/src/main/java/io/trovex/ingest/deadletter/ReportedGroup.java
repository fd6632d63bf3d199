package io.trovex.ingest.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * A group for the report.
 *
 * @param example absent if retention has just removed it
 */
public record ReportedGroup(LetterGroup group, @Nullable DeadLetter example) {}
