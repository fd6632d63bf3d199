package io.trovex.validation.record;

import java.time.Clock;
import java.time.Instant;

/** A timestamp lies in a plausible time. */
final class TimestampRules {
    private static final String FIELD = "timestamp";

    private final DocumentLimits limits;
    private final Clock clock;

    TimestampRules(DocumentLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    void check(Instant timestamp, Violations violations) {
        Instant latest = clock.instant().plus(limits.maxAhead());
        if (timestamp.isAfter(latest)) {
            violations.add(FIELD, "in_future", "must not be after %s, got %s".formatted(latest, timestamp));
        }
        if (timestamp.isBefore(limits.earliestTimestamp())) {
            violations.add(
                    FIELD, "too_old", "must not be before %s, got %s".formatted(limits.earliestTimestamp(), timestamp));
        }
    }
}
