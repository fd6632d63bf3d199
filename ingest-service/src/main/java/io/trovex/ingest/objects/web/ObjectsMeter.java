package io.trovex.ingest.objects.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Every meter of the garbage collection. */
enum ObjectsMeter {
    /** Objects removed. */
    REMOVED("trovex.ingest.objects.removed"),
    /** Bytes of the objects removed. */
    REMOVED_BYTES("trovex.ingest.objects.removed.bytes");

    private final String meterName;

    ObjectsMeter(String meterName) {
        this.meterName = meterName;
    }

    Counter counter(MeterRegistry registry) {
        return registry.counter(meterName);
    }
}
