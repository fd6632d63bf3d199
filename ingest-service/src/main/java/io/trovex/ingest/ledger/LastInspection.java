package io.trovex.ingest.ledger;

import java.time.Duration;

/** Hands what was found overdue from whoever inspects to whoever shows it. Thread-safe. */
public final class LastInspection {
    private volatile OverdueReport report;

    /** @param deadline after which a submission in flight is overdue */
    public LastInspection(Duration deadline) {
        report = OverdueReport.none(deadline);
    }

    public OverdueReport report() {
        return report;
    }

    public void found(OverdueReport report) {
        this.report = report;
    }
}
