package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.index.engine.Facet;
import io.trovex.index.search.SearchResponse.Relation;
import java.util.List;

/**
 * How the documents that {@code total} counts divide by the values of one field.
 *
 * @param values the most frequent ones
 * @param others how many values there are besides
 * @param missing documents without a value
 * @param relation as that of {@code total}: {@code eq} when a filter on a value finds exactly its count
 */
public record FacetCounts(
        @JsonProperty("values") List<Count> values,
        @JsonProperty("others") long others,
        @JsonProperty("missing") long missing,
        @JsonProperty("relation") Relation relation) {
    /** So many documents have the value; one with several counts for each. */
    public record Count(
            @JsonProperty("value") String value,
            @JsonProperty("count") long count) {}

    static FacetCounts of(Facet facet, Relation relation) {
        return new FacetCounts(
                facet.values().stream()
                        .map(each -> new Count(each.value(), each.count()))
                        .toList(),
                facet.others(),
                facet.missing(),
                relation);
    }
}
