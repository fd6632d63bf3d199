package io.trovex.ingest.ledger.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trovex.ingest.ledger.OverdueOffset;
import java.time.Duration;
import java.time.Instant;

/** An overdue submission with its age at the time of the answer. */
record OverdueView(
        @JsonUnwrapped OverdueOffset offset,
        @JsonProperty("age_seconds") double ageSeconds) {

    static OverdueView of(OverdueOffset offset, Instant now) {
        return new OverdueView(
                offset, Duration.between(offset.submittedAt(), now).toMillis() / 1000.0);
    }
}
