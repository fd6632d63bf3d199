package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a hit's score: their contributions add up to it.
 *
 * @param fusion absent when a single ranking decided
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        @JsonProperty("fusion") @Nullable Fusion fusion,
        @JsonProperty("keyword") @Nullable ScorePart keyword,
        @JsonProperty("semantic") @Nullable ScorePart semantic) {
    double score() {
        return (keyword == null ? 0 : keyword.contribution()) + (semantic == null ? 0 : semantic.contribution());
    }
}
