package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What one ranking gives to a hit's score.
 *
 * @param score BM25, the cosine of the best passage, or the neighbours' mean score
 * @param rank place in that ranking, from 1; absent when it lies beyond the candidates
 * @param normalised the score, or the rank, as fusion counts it
 * @param contribution {@code normalised * weight}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScorePart(
        @JsonProperty("score") double score,
        @JsonProperty("rank") @Nullable Integer rank,
        @JsonProperty("normalised") double normalised,
        @JsonProperty("weight") double weight,
        @JsonProperty("contribution") double contribution) {
    static ScorePart of(double score, @Nullable Integer rank, double normalised, double weight) {
        return new ScorePart(score, rank, normalised, weight, normalised * weight);
    }

    /** The same at so much of its weight. */
    ScorePart times(double share) {
        return of(score, rank, normalised, weight * share);
    }
}
