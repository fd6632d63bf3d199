package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody proposed that something happens to a generation. It does if it was legal in the order of the log and nothing
 * else had happened since {@code revision}; whoever reads the log comes to the same conclusion. Each proposal has a key of
 * its own, so that compaction keeps them all.
 *
 * @param id of the proposal
 * @param revision how many decisions had taken effect when it was made
 * @param spec on a creation only
 * @param by who asked for it
 * @param checks that the gate made, if it was asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GenerationDecided(
        @JsonProperty("id") String id,
        @JsonProperty("generation") String generation,
        @JsonProperty("action") GenerationAction action,
        @JsonProperty("revision") long revision,
        @JsonProperty("spec") @Nullable GenerationSpec spec,
        @JsonProperty("by") String by,
        @JsonProperty("reason") @Nullable String reason,
        @JsonProperty("checks") List<GateCheck> checks,
        @JsonProperty("decided_at") Instant decidedAt)
        implements Event {
    private static final String KEY = "generation/";

    @Override
    public String eventId() {
        return subject();
    }

    /** The record's key: {@code generation/<generation>/<id>}. */
    @Override
    public String subject() {
        return KEY + generation + "/" + id;
    }

    /** Whether a record of {@code pipeline.control} with this key is a decision on a generation. */
    public static boolean isKey(String key) {
        return key.startsWith(KEY);
    }
}
