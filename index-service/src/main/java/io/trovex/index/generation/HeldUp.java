package io.trovex.index.generation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Why what is due by itself does not happen, by generation, as this process found it last. Thread-safe. */
@Component
public class HeldUp {
    private static final Logger LOG = LoggerFactory.getLogger(HeldUp.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Reason> reasons = new ConcurrentHashMap<>();

    private record Reason(String text, Instant warned) {}

    HeldUp(Clock clock) {
        this.clock = clock;
    }

    /** Empty while nothing is due, or nothing is in its way. */
    public Optional<String> reason(String generation) {
        return Optional.ofNullable(reasons.get(generation)).map(Reason::text);
    }

    /** Warns of it too, unless it did a moment ago. */
    void by(String generation, RuntimeException failure) {
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        Instant now = clock.instant();
        reasons.compute(generation, (_, before) -> {
            if (before != null && before.warned().plus(BETWEEN_WARNINGS).isAfter(now)) {
                return new Reason(text, before.warned());
            }
            LOG.atWarn()
                    .addKeyValue("generation", generation)
                    .addKeyValue("reason", text)
                    .log("what is due for a generation does not happen");
            return new Reason(text, now);
        });
    }

    void isOver(String generation) {
        reasons.remove(generation);
    }

    void retain(Set<String> generations) {
        reasons.keySet().retainAll(generations);
    }
}
