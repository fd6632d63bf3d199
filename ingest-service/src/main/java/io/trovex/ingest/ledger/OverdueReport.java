package io.trovex.ingest.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is in flight for longer than it should.
 *
 * @param asOf when the log was inspected
 * @param deadline after which a submission in flight is overdue
 * @param total how many submissions
 * @param named the first of them, each looked up in the log
 */
public record OverdueReport(Instant asOf, Duration deadline, long total, List<OverdueOffset> named) {
    public OverdueReport {
        named = List.copyOf(named);
    }

    /** Before the first inspection. */
    static OverdueReport none(Duration deadline) {
        return new OverdueReport(Instant.EPOCH, deadline, 0, List.of());
    }
}
