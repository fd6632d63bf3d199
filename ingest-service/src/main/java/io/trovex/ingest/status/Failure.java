package io.trovex.ingest.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.Violation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Why a version went to the dead letters.
 *
 * @param stage which gave it up
 */
public record Failure(
        @JsonProperty("stage") String stage,
        @JsonProperty("violations") List<Violation> violations,
        @JsonProperty("at") Instant at) {

    /** The earliest first; total, so that a fold never depends on the order of arrival. */
    static final Comparator<Failure> ORDER = Comparator.comparing(Failure::at)
            .thenComparing(Failure::stage)
            .thenComparing(failure -> failure.violations().toString());

    public Failure {
        violations = List.copyOf(violations);
    }
}
