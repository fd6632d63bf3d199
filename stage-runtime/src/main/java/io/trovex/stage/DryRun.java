package io.trovex.stage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.trovex.contracts.DocumentIndexed;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stage would make of one record.
 *
 * @param violations why it would reject it
 * @param outcome what the index would announce; null at the other stages
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DryRun(
        @JsonProperty("verdict") @Schema(description = "forward, reject or done")
        Verdict verdict,

        @JsonProperty("violations") List<Violation> violations,
        @JsonProperty("outcome") @Nullable Outcome outcome) {

    /** What would happen to the record. */
    public enum Verdict {
        /** It passes, and an event follows. */
        @JsonProperty("forward")
        FORWARD,
        /** It becomes a dead letter. */
        @JsonProperty("reject")
        REJECT,
        /** It passes, and nothing follows. */
        @JsonProperty("done")
        DONE
    }

    static DryRun of(Result result) {
        return switch (result) {
            case Result.Forward(String _, DocumentIndexed settled) ->
                new DryRun(Verdict.FORWARD, List.of(), settled.outcome());
            case Result.Forward _ -> new DryRun(Verdict.FORWARD, List.of(), null);
            case Result.Reject(List<Violation> violations) -> new DryRun(Verdict.REJECT, violations, null);
            case Result.Done _ -> new DryRun(Verdict.DONE, List.of(), null);
        };
    }
}
