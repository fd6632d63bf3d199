package io.trovex.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;

/** Every meter of the dead letters' review. */
public enum DeadLetterMeter {
    /** Letters in the log; tags {@code topic} (whose records they were), {@code stage}, {@code state}. */
    LETTERS("trovex.ingest.dead.letters"),
    /** Decisions; tag {@code decision} (redriven, discarded, superseded). */
    DECISIONS("trovex.ingest.dead.letter.decisions");

    private final String meterName;

    DeadLetterMeter(String meterName) {
        this.meterName = meterName;
    }

    public Counter counter(MeterRegistry registry, String... tags) {
        return registry.counter(meterName, tags);
    }

    public MultiGauge gauge(MeterRegistry registry) {
        return MultiGauge.builder(meterName).register(registry);
    }
}
