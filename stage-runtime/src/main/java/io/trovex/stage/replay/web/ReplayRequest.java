package io.trovex.stage.replay.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.trovex.contracts.Violation;
import io.trovex.stage.replay.StartingPoint;
import io.trovex.stage.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a client asks to be replayed. */
record ReplayRequest(
        @JsonProperty("stage")
        @Schema(
                description = "validation, embedding or index of the generation that serves;"
                        + " of another: embedding.GENERATION or index.GENERATION",
                example = "index",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String stage,

        @JsonProperty("from")
        @Schema(
                description = "beginning, an offset, or an RFC 3339 timestamp",
                example = "2026-11-22T16:30:00Z",
                defaultValue = "beginning")
        @Nullable
        String from,

        @JsonProperty("documents")
        @Schema(description = "the only documents, 1000 at most; all when it is missing", example = "[\"ocean-7\"]")
        @Nullable
        List<@Nullable String> documents) {
    private static final String STAGES =
            "one of validation, embedding, index, or embedding or index with a dot and a generation's id";
    private static final int MOST_DOCUMENTS = 1_000;
    private static final int LONGEST_ID = 512;

    String startingPoint() {
        return Objects.requireNonNullElse(from, "beginning");
    }

    List<String> chosen() {
        return documents == null
                ? List.of()
                : documents.stream().map(Objects::requireNonNull).distinct().toList();
    }

    /** @throws ProblemException with everything that is wrong */
    StartingPoint check(Predicate<String> stages) {
        List<Violation> violations = new ArrayList<>();
        if (stage == null) {
            violations.add(new Violation("stage", "missing", STAGES));
        } else if (!stages.test(stage)) {
            violations.add(new Violation("stage", "unknown_stage", STAGES));
        }
        StartingPoint start = StartingPoint.parse(startingPoint()).orElse(null);
        if (start == null) {
            violations.add(
                    new Violation("from", "bad_starting_point", "beginning, an offset, or an RFC 3339 timestamp"));
        }
        if (documents != null) {
            checkDocuments(documents, violations);
        }
        if (!violations.isEmpty() || start == null) {
            throw ProblemException.invalid(violations);
        }
        return start;
    }

    private static void checkDocuments(List<@Nullable String> documents, List<Violation> violations) {
        if (documents.isEmpty() || documents.size() > MOST_DOCUMENTS) {
            violations.add(new Violation("documents", "bad_size", "1 to " + MOST_DOCUMENTS + " document ids"));
        }
        if (documents.stream().anyMatch(id -> id == null || id.isEmpty() || id.length() > LONGEST_ID)) {
            violations.add(
                    new Violation("documents", "bad_id", "a document id has 1 to " + LONGEST_ID + " characters"));
        }
    }
}
