package io.trovex.ingest.lag.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import org.jspecify.annotations.Nullable;

/** Every meter of the lag monitor; gauges by {@code group}, {@code topic}, {@code partition} unless said otherwise. */
enum LagMeter {
    /** Offsets not yet committed; absent where nothing was. */
    LAG("trovex.ingest.lag.offsets", null),
    /** Age of the first uncommitted record. */
    TIME_LAG("trovex.ingest.lag.time", "seconds"),
    /** Offsets that retention may still delete without a loss. */
    RETENTION_MARGIN("trovex.ingest.lag.retention.margin", null),
    /** Offsets that retention deleted before they were read. */
    LOST("trovex.ingest.lag.messages.lost", null),
    /** 0 OK, 1 WARN, 2 STALL, 3 STOP, 4 REWIND. */
    VERDICT("trovex.ingest.lag.verdict", null),
    /** Seconds until the slowest partition is drained; tag {@code group}; absent while it does not drain. */
    DRAIN("trovex.ingest.lag.drain", "seconds");

    private final String meterName;
    private final @Nullable String unit;

    LagMeter(String meterName, @Nullable String unit) {
        this.meterName = meterName;
        this.unit = unit;
    }

    MultiGauge gauges(MeterRegistry registry) {
        return MultiGauge.builder(meterName).baseUnit(unit).register(registry);
    }
}
