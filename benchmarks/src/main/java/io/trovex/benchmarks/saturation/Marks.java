package io.trovex.benchmarks.saturation;

import java.time.Duration;
import java.util.List;

/** Where the gate closes and opens: the defaults, or in the same proportion to the time for a shorter run. */
record Marks(long high, long low) {
    private static final long HIGH = 10_000;
    private static final long SECONDS_FOR_HIGH = 300;
    private static final long LEAST = 200;

    static Marks of(Duration time) {
        long high = Math.clamp(HIGH * time.toSeconds() / SECONDS_FOR_HIGH, LEAST, HIGH);
        return new Marks(high, high / 5);
    }

    List<String> properties() {
        return List.of("trovex.ingest.backpressure.high=" + high, "trovex.ingest.backpressure.low=" + low);
    }
}
