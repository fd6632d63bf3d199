package io.trovex.index.generation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.trovex.contracts.GateCheck;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import io.trovex.index.generation.GenerationProgress;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.GenerationState;
import io.trovex.stage.generation.Generations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A generation as operators see it.
 *
 * @param previous a rollback returns to it
 * @param expires when it is retired by itself
 * @param heldUp why what is due by itself, ready or a promotion say, does not happen, as the answering process sees it
 * @param progress absent where nothing follows it
 * @param gate what the last gate found
 * @param canary the last one; absent before the first
 * @param history every decision that took effect
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GenerationView(
        @JsonProperty("id") String id,
        @JsonProperty("state") GenerationState state,
        @JsonProperty("paused") boolean paused,
        @JsonProperty("previous") boolean previous,
        @JsonProperty("expires") @Nullable Instant expires,

        @JsonProperty("held_up")
        @Schema(example = "g2-bge does not pass: sentinels (15 of 20 documents found by their first words)")
        @Nullable
        String heldUp,

        @JsonProperty("spec") GenerationSpec spec,
        @JsonProperty("progress") @Nullable Progress progress,
        @JsonProperty("gate") List<GateCheck> gate,
        @JsonProperty("canary") @Nullable CanaryView canary,
        @JsonProperty("history") List<GenerationDecided> history) {

    /** Documents that it holds, and records that it has still to read; of a build, how long that will take. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Progress(
            @JsonProperty("documents") int documents,
            @JsonProperty("documents_serving") int serving,
            @JsonProperty("lag") long lag,
            @JsonProperty("to_embed") long toEmbed,
            @JsonProperty("to_index") long toIndex,
            @JsonProperty("seconds_left") @Nullable Long secondsLeft) {

        static Progress of(GenerationProgress progress, int serving, @Nullable Duration left) {
            return new Progress(
                    progress.documents(),
                    serving,
                    progress.lag(),
                    progress.validated(),
                    progress.embedded(),
                    left == null ? null : left.toSeconds());
        }
    }

    static GenerationView of(
            GenerationLife life,
            Generations all,
            @Nullable Instant expires,
            @Nullable String heldUp,
            @Nullable Progress progress,
            @Nullable CanaryView canary) {
        return new GenerationView(
                life.id(),
                life.state(),
                life.paused(),
                life.id().equals(all.previous()),
                expires,
                heldUp,
                life.spec(),
                progress,
                life.checks(),
                canary,
                life.decisions());
    }
}
