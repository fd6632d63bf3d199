package io.trovex.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Every meter of the uploads. */
public enum UploadMeter {
    /** Uploaded files; tags {@code kind}, {@code result} (accepted, refused, saturated, unavailable). */
    FILES("trovex.ingest.uploads"),
    /** Time a task was in a worker's hands; tags {@code kind}, {@code result} (submitted, dead_lettered, failed, interrupted). */
    EXTRACTION("trovex.ingest.extraction");

    private final String meterName;

    UploadMeter(String meterName) {
        this.meterName = meterName;
    }

    public Counter counter(MeterRegistry registry, String... tags) {
        return registry.counter(meterName, tags);
    }

    public Timer timer(MeterRegistry registry, String... tags) {
        return Timer.builder(meterName).tags(tags).publishPercentileHistogram().register(registry);
    }
}
