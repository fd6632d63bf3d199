package io.trovex.feedback;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Every meter of the feedback service. */
public enum FeedbackMeter {
    /** Events that were well-formed; tag {@code result} (accepted, unavailable). */
    EVENTS("trovex.feedback.events"),
    /** Requests refused as a whole; tag {@code code}, as in the problem. */
    REFUSALS("trovex.feedback.refusals"),
    /** Events of the log; tag {@code result} (counted, or ignored: counted before, or about no document). */
    COUNTS("trovex.feedback.counts");

    private final String meterName;

    FeedbackMeter(String meterName) {
        this.meterName = meterName;
    }

    public Counter counter(MeterRegistry registry, String... tags) {
        return registry.counter(meterName, tags);
    }
}
