package io.trovex.stage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stage and what its consumers wait for.
 *
 * @param waits one for each consumer that waits, the longest first; absent if nobody knows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StageState(
        @JsonProperty("stage") String stage,
        @JsonProperty("waits") @Nullable List<Waiting> waits) {

    /**
     * A consumer that waits.
     *
     * @param attempts that failed so far
     * @param reason of the last failure
     */
    public record Waiting(
            @JsonProperty("dependency") String dependency,
            @JsonProperty("since") Instant since,
            @JsonProperty("attempts") int attempts,
            @JsonProperty("reason") String reason) {

        static Waiting of(DependencyWaits.Wait wait) {
            return new Waiting(wait.dependency(), wait.since(), wait.attempts(), wait.reason());
        }
    }

    /** Of a stage whose process does not say. */
    public static StageState unknown(String stage) {
        return new StageState(stage, null);
    }
}
