package io.trovex.stage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Every meter of the stages. */
enum StageMeter {
    /** Time from a record's turn to its result; tags {@code stage}, {@code status}. */
    RECORD("trovex.stage.record"),
    /** Time of a whole poll, sends awaited; tag {@code stage}. */
    POLL("trovex.stage.poll"),
    /** Consumers that wait for something that is away; tags {@code stage}, {@code dependency}. */
    WAITING("trovex.stage.waiting");

    private final String meterName;

    StageMeter(String meterName) {
        this.meterName = meterName;
    }

    String meterName() {
        return meterName;
    }

    Timer timer(MeterRegistry registry, String... tags) {
        return Timer.builder(meterName).tags(tags).publishPercentileHistogram().register(registry);
    }
}
