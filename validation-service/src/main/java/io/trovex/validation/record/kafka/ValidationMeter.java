package io.trovex.validation.record.kafka;

import io.micrometer.core.instrument.MeterRegistry;

/** Every meter of validation. */
enum ValidationMeter {
    /** Counts violations; tag {@code code}. */
    VIOLATIONS("trovex.validation.violations"),
    /** Counts documents that passed; tag {@code language}. */
    ACCEPTED("trovex.validation.accepted");

    private final String meterName;

    ValidationMeter(String meterName) {
        this.meterName = meterName;
    }

    void count(MeterRegistry registry, String... tags) {
        registry.counter(meterName, tags).increment();
    }
}
