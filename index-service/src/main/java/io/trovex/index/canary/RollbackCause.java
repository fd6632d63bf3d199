package io.trovex.index.canary;

import java.util.Locale;

/** What ended a canary. */
public enum RollbackCause {
    CONSECUTIVE_FAILURES,
    FAILURES,
    DEGRADED_ANSWERS,
    EMPTY_ANSWERS,
    SLOW_ANSWERS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RollbackCause of(Signal signal) {
        return switch (signal) {
            case FAILED -> FAILURES;
            case DEGRADED -> DEGRADED_ANSWERS;
            case EMPTY -> EMPTY_ANSWERS;
            case SLOW -> SLOW_ANSWERS;
        };
    }
}
