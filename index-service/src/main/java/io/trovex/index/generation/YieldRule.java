package io.trovex.index.generation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a build makes room and when it goes on. It yields at the second look over a limit in a row and goes on at
 * the second look within; between two changes it rests, so that neither is undone before its effect shows. For one build,
 * by one thread.
 */
final class YieldRule {
    /** What a build does from now on. */
    enum Turn {
        YIELD,
        GO_ON
    }

    private static final int LOOKS = 2;
    private static final Duration REST = Duration.ofSeconds(10);

    private final BuildProperties limits;
    private int over;
    private int within;
    private @Nullable Instant changed;

    YieldRule(BuildProperties limits) {
        this.limits = limits;
    }

    /** Why nobody should build now; empty if nothing is over its limit. */
    static Optional<String> trouble(BuildProperties limits, Duration behind, Duration p99) {
        if (isOver(behind, limits.freshnessLimit())) {
            return Optional.of("the serving index is %,d ms behind, over its limit of %,d ms"
                    .formatted(behind.toMillis(), limits.freshnessLimit().toMillis()));
        }
        return isOver(p99, limits.searchLimit())
                ? Optional.of("searches take %,d ms (p99), over their limit of %,d ms"
                        .formatted(p99.toMillis(), limits.searchLimit().toMillis()))
                : Optional.empty();
    }

    private static boolean isOver(Duration value, Duration limit) {
        return !limit.isZero() && value.compareTo(limit) > 0;
    }

    /** @param yields whether it does so at the moment */
    Optional<Turn> look(boolean yields, boolean isTrouble, Instant now) {
        over = isTrouble ? over + 1 : 0;
        within = isTrouble ? 0 : within + 1;
        Duration since = changed == null ? Duration.ofDays(1) : Duration.between(changed, now);
        if (since.compareTo(REST) < 0) {
            return Optional.empty();
        }
        if (!yields && over >= LOOKS) {
            return turn(Turn.YIELD, now);
        }
        return yields && (within >= LOOKS || since.compareTo(limits.longestPause()) >= 0)
                ? turn(Turn.GO_ON, now)
                : Optional.empty();
    }

    private Optional<Turn> turn(Turn turn, Instant now) {
        changed = now;
        return Optional.of(turn);
    }
}
