package io.trovex.embedding.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.trovex.embedding.engine.ModelStanding;
import io.trovex.embedding.model.ExecutionProvider;
import io.trovex.embedding.model.KnownModel;
import io.trovex.embedding.model.ModelDescription;
import io.trovex.embedding.model.ModelKind;
import io.trovex.embedding.model.graph.Precision;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's model object with what a client and an operator need.
 *
 * @param state available, loading, loaded or refused
 * @param reason why it is refused
 * @param serving whether the serving generation is made with it
 * @param fullVersion the version and a hash of all that its vectors depend on; a generation accepts no other
 * @param provider what it runs on, while it is loaded
 * @param memoryBytes reckoned, while it is loaded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelView(
        @JsonProperty("id") @Schema(example = "all-minilm-l6-v2-int8-fused")
        String id,

        @JsonProperty("object") @Schema(example = "model") String object,
        @JsonProperty("created") long created,

        @JsonProperty("owned_by") @Schema(example = "trovex")
        String ownedBy,

        @JsonProperty("state")
        @Schema(
                allowableValues = {"available", "loading", "loaded", "refused"},
                example = "loaded")
        String state,

        @JsonProperty("reason") @Nullable String reason,
        @JsonProperty("serving") boolean serving,

        @JsonProperty("version") @Schema(example = "2") @Nullable
        String version,

        @JsonProperty("full_version") @Schema(example = "2+90f3b4a1c65e") @Nullable
        String fullVersion,

        @JsonProperty("kind")
        @Schema(
                allowableValues = {"transformer", "static"},
                example = "transformer")
        @Nullable
        String kind,

        @JsonProperty("precision")
        @Schema(
                allowableValues = {"published", "full", "int8"},
                example = "int8")
        @Nullable
        String precision,

        @JsonProperty("provider")
        @Schema(
                allowableValues = {"cpu", "cuda"},
                example = "cpu")
        @Nullable
        String provider,

        @JsonProperty("licence") @Schema(example = "Apache-2.0") @Nullable
        String licence,

        @JsonProperty("dimensions") @Schema(example = "384") @Nullable
        Integer dimensions,

        @JsonProperty("max_tokens") @Schema(example = "256") @Nullable
        Integer maxTokens,

        @JsonProperty("users") int users,

        @JsonProperty("memory_bytes") @Schema(example = "68157440")
        long memoryBytes) {

    static ModelView of(ModelStanding standing, ServingModel serving) {
        ModelDescription model = standing.model() instanceof KnownModel.Described(var description) ? description : null;
        ExecutionProvider provider = standing.provider();
        String id = standing.model().id();
        return new ModelView(
                id,
                "model",
                0,
                "trovex",
                standing.state().tag(),
                standing.reason(),
                serving.is(id),
                model == null ? null : model.version(),
                model == null ? null : model.fullVersion(),
                model == null ? null : kind(model.kind()),
                model == null ? null : precision(model.kind()),
                provider == null ? null : provider.tag(),
                model == null ? null : model.licence(),
                model == null ? null : model.dimension(),
                model == null ? null : model.maxTokens(),
                standing.users(),
                standing.bytes());
    }

    private static String kind(ModelKind kind) {
        return switch (kind) {
            case ModelKind.Transformer _ -> "transformer";
            case ModelKind.StaticTable _ -> "static";
        };
    }

    private static String name(@Nullable Precision fused) {
        return fused == null ? "published" : fused.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String precision(ModelKind kind) {
        return switch (kind) {
            case ModelKind.Transformer transformer -> name(transformer.fused());
            case ModelKind.StaticTable _ -> null;
        };
    }
}
