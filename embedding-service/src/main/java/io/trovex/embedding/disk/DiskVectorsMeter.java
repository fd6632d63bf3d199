package io.trovex.embedding.disk;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Every meter of the vectors on disk. */
enum DiskVectorsMeter {
    /** Vectors to keep; tag {@code result} = kept, no_room or failed. */
    KEEP("trovex.embedding.disk.keep"),
    /** Length of the file. */
    BYTES("trovex.embedding.disk.size");

    private final String meterName;

    DiskVectorsMeter(String meterName) {
        this.meterName = meterName;
    }

    String meterName() {
        return meterName;
    }

    Counter counter(MeterRegistry registry, String result) {
        return registry.counter(meterName, "result", result);
    }
}
