package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a hit's score: their contributions add up to it.
 *
 * @param fusion absent when a single ranking decided
 * @param neighbours what the documents most like it add, by the mean of their scores; of a weighted fusion
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        @JsonProperty("fusion") @Nullable Fusion fusion,
        @JsonProperty("keyword") @Nullable ScorePart keyword,
        @JsonProperty("semantic") @Nullable ScorePart semantic,
        @JsonProperty("neighbours") @Nullable ScorePart neighbours) {
    Explanation(@Nullable Fusion fusion, @Nullable ScorePart keyword, @Nullable ScorePart semantic) {
        this(fusion, keyword, semantic, null);
    }

    double score() {
        return contribution(keyword) + contribution(semantic) + contribution(neighbours);
    }

    /** The same with the neighbours' part, if it has one, and the others at so much of their weight. */
    Explanation beside(@Nullable ScorePart ofNeighbours, double share) {
        return new Explanation(
                fusion,
                keyword == null ? null : keyword.times(share),
                semantic == null ? null : semantic.times(share),
                ofNeighbours);
    }

    private static double contribution(@Nullable ScorePart part) {
        return part == null ? 0 : part.contribution();
    }
}
