package io.trovex.stage.replay.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.ReplayDecided;
import io.trovex.contracts.ReplayState;
import io.trovex.stage.replay.Progress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A replay as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayView(
        @JsonProperty("id") String id,
        @JsonProperty("stage") String stage,
        @JsonProperty("topic") String topic,
        @JsonProperty("from") String from,
        @JsonProperty("documents") List<String> documents,
        @JsonProperty("state") ReplayState state,
        @JsonProperty("reason") @Nullable String reason,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("decided_at") Instant decidedAt,
        @JsonProperty("progress") Progress progress) {

    static ReplayView of(ReplayDecided replay, Progress progress) {
        return new ReplayView(
                replay.id(),
                replay.stage(),
                replay.topic(),
                replay.from(),
                replay.documents(),
                replay.state(),
                replay.reason(),
                replay.createdAt(),
                replay.decidedAt(),
                progress);
    }
}
