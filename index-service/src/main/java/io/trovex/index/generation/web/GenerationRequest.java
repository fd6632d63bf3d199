package io.trovex.index.generation.web;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.trovex.contracts.Engine;
import io.trovex.contracts.GenerationSpec;
import io.trovex.contracts.Violation;
import io.trovex.stage.web.ProblemException;
import io.trovex.stage.web.UnknownFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a generation is to be made of; everything but the model has a default.
 *
 * @param unknown what no field is called
 */
record GenerationRequest(
        @JsonProperty("id") @Nullable String id,
        @JsonProperty("model") @Nullable String model,
        @JsonProperty("chunking") @Nullable Chunking chunking,
        @JsonProperty("analyzer") @Nullable String analyzer,
        @JsonProperty("engine") @Nullable String engine,

        @JsonProperty("by") @Schema(maxLength = OrderRequest.LONGEST_BY) @Nullable
        String by,

        @JsonProperty("reason") @Schema(maxLength = OrderRequest.LONGEST_REASON) @Nullable
        String reason,

        @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, @Nullable Object> unknown) {
    private static final List<String> ANALYZERS = List.of(GenerationSpec.BY_LANGUAGE, GenerationSpec.ENGLISH);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    record Chunking(
            @JsonProperty("tokens") @Nullable Integer tokens,
            @JsonProperty("overlap") @Nullable Double overlap,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, @Nullable Object> unknown) {}

    /** @throws ProblemException with every violation */
    void check() {
        List<Violation> violations = new ArrayList<>(UnknownFields.of("", unknown));
        if (chunking != null) {
            violations.addAll(UnknownFields.of("chunking.", chunking.unknown()));
        }
        violations.addAll(OrderRequest.tooLong(by, reason));
        if (model == null || model.isBlank()) {
            violations.add(new Violation("model", "missing", "the id of a model, as GET /v1/models lists them"));
        }
        if (id != null && !NAME.matcher(id).matches()) {
            violations.add(new Violation("id", "bad_id", "letters, digits, '.', '_' and '-', at most 100"));
        }
        if (tokens() < 32 || tokens() > 8192) {
            violations.add(new Violation("chunking.tokens", "bad_size", "between 32 and what the model takes"));
        }
        if (!(overlap() >= 0 && overlap() <= 0.5)) {
            violations.add(new Violation("chunking.overlap", "bad_size", "between 0 and 0.5"));
        }
        if (!ANALYZERS.contains(readBy())) {
            violations.add(new Violation("analyzer", "unknown_analyzer", "one of " + String.join(", ", ANALYZERS)));
        }
        if (engine != null && keeper() == null) {
            violations.add(new Violation("engine", "unknown_engine", "lucene or opensearch"));
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
    }

    /** Null leaves it to the configuration. */
    @Nullable
    Engine keeper() {
        return Arrays.stream(Engine.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(engine))
                .findFirst()
                .orElse(null);
    }

    String wanted() {
        return Objects.requireNonNull(model);
    }

    String readBy() {
        return Objects.requireNonNullElse(analyzer, GenerationSpec.BY_LANGUAGE);
    }

    int tokens() {
        return chunking == null || chunking.tokens() == null ? 192 : chunking.tokens();
    }

    double overlap() {
        return chunking == null || chunking.overlap() == null ? 0.15 : chunking.overlap();
    }
}
