package io.trovex.ingest.ledger.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;

/** Every meter of the ledger. */
enum LedgerMeter {
    /** Submitted offsets; tags {@code outcome} (an end, or {@code in_flight}), {@code partition}. */
    OFFSETS("trovex.ingest.ledger.offsets"),
    /** Submissions in flight past the deadline. */
    OVERDUE("trovex.ingest.ledger.overdue"),
    /** Seconds since the ledger last heard the log. */
    AGE("trovex.ingest.ledger.age"),
    /** Records that do not say which submission they are about. */
    UNATTRIBUTABLE("trovex.ingest.ledger.unattributable"),
    /** Snapshots; tag {@code result} (written, failed). */
    SNAPSHOTS("trovex.ingest.ledger.snapshots");

    private final String meterName;

    LedgerMeter(String meterName) {
        this.meterName = meterName;
    }

    String meterName() {
        return meterName;
    }

    Counter counter(MeterRegistry registry, String... tags) {
        return registry.counter(meterName, tags);
    }

    MultiGauge gauges(MeterRegistry registry) {
        return MultiGauge.builder(meterName).register(registry);
    }
}
