package io.trovex.index.canary;

import java.time.Duration;
import java.util.Locale;

/** What can speak against a candidate: kinds of searches that it should have no more of than the serving generation. */
public enum Signal {
    FAILED {
        @Override
        long count(ArmCounts counts, Duration slow) {
            return counts.failed();
        }
    },
    DEGRADED {
        @Override
        long count(ArmCounts counts, Duration slow) {
            return counts.degraded();
        }
    },
    /** No hit. */
    EMPTY {
        @Override
        long count(ArmCounts counts, Duration slow) {
            return counts.empty();
        }
    },
    /** Took far longer than the serving generation's searches do. */
    SLOW {
        @Override
        long count(ArmCounts counts, Duration slow) {
            return counts.latencies().countAbove(slow);
        }
    };

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract long count(ArmCounts counts, Duration slow);
}
