package io.trovex.ingest.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Hands the last sample from the monitor to whoever shows it. Thread-safe. */
public final class LastSample {
    private volatile LagReport report;

    public LastSample(Duration interval) {
        report = new LagReport(Instant.EPOCH, interval.toMillis() / 1000.0, List.of(), List.of());
    }

    public LagReport report() {
        return report;
    }

    public void taken(LagReport report) {
        this.report = report;
    }
}
