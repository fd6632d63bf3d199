package io.trovex.index.synonym.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.SynonymRule;
import io.trovex.contracts.SynonymsDecided;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All the rules there are.
 *
 * @param updatedAt absent if they were never set
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SynonymsView(
        @JsonProperty("rules") List<SynonymRule> rules,
        @JsonProperty("updated_at") @Nullable Instant updatedAt) {
    static SynonymsView of(SynonymsDecided decided) {
        boolean never = decided.decidedAt().equals(Instant.EPOCH);
        return new SynonymsView(decided.rules(), never ? null : decided.decidedAt());
    }
}
