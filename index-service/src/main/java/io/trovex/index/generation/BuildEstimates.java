package io.trovex.index.generation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reckons from the last minute how long builds take yet. Thread-safe. */
final class BuildEstimates {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration LEAST = Duration.ofSeconds(2);

    private final Map<String, Deque<Sample>> samples = new ConcurrentHashMap<>();

    private record Sample(Instant at, long lag) {}

    /** @param lag records that are still to be embedded or indexed */
    void add(String generation, long lag, Instant now) {
        samples.compute(generation, (_, before) -> {
            Deque<Sample> latest = before == null ? new ArrayDeque<>() : new ArrayDeque<>(before);
            latest.addLast(new Sample(now, lag));
            while (latest.getFirst().at().isBefore(now.minus(WINDOW))) {
                latest.removeFirst();
            }
            return latest;
        });
    }

    /** Empty while too little is known, and while it does not come nearer to the end. */
    Optional<Duration> remaining(String generation) {
        Deque<Sample> known = samples.getOrDefault(generation, new ArrayDeque<>());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Sample first = known.getFirst();
        Sample last = known.getLast();
        Duration time = Duration.between(first.at(), last.at());
        long done = first.lag() - last.lag();
        if (done <= 0 || time.compareTo(LEAST) < 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Math.round((double) time.toMillis() * last.lag() / done)));
    }
}
