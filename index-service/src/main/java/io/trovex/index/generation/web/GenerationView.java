package io.trovex.index.generation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.GateCheck;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import io.trovex.index.generation.GenerationProgress;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.GenerationState;
import io.trovex.stage.generation.Generations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A generation as operators see it.
 *
 * @param previous a rollback returns to it
 * @param progress absent where nothing follows it
 * @param gate what the last gate found
 * @param history every decision that took effect
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GenerationView(
        @JsonProperty("id") String id,
        @JsonProperty("state") GenerationState state,
        @JsonProperty("paused") boolean paused,
        @JsonProperty("previous") boolean previous,
        @JsonProperty("spec") GenerationSpec spec,
        @JsonProperty("progress") @Nullable Progress progress,
        @JsonProperty("gate") List<GateCheck> gate,
        @JsonProperty("history") List<GenerationDecided> history) {

    /** Documents that it holds, and records that it has still to read. */
    record Progress(
            @JsonProperty("documents") int documents,
            @JsonProperty("documents_serving") int serving,
            @JsonProperty("lag") long lag,
            @JsonProperty("to_embed") long toEmbed,
            @JsonProperty("to_index") long toIndex) {

        static Progress of(GenerationProgress progress, int serving) {
            return new Progress(
                    progress.documents(), serving, progress.lag(), progress.validated(), progress.embedded());
        }
    }

    static GenerationView of(GenerationLife life, Generations all, @Nullable Progress progress) {
        return new GenerationView(
                life.id(),
                life.state(),
                life.paused(),
                life.id().equals(all.previous()),
                life.spec(),
                progress,
                life.checks(),
                life.decisions());
    }
}
