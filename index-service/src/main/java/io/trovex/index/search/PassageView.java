package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The stretch of a body that a hit shows.
 *
 * @param start offset of its first UTF-16 code unit in the body
 * @param end offset after the last
 * @param highlights the query's words in {@code text}, inflected forms included, in order
 */
public record PassageView(
        @JsonProperty("text") String text,
        @JsonProperty("start") int start,
        @JsonProperty("end") int end,
        @JsonProperty("highlights") List<Highlight> highlights) {
    /** Offsets into {@link PassageView#text}, in UTF-16 code units; {@code end} is exclusive. */
    public record Highlight(
            @JsonProperty("start") int start,
            @JsonProperty("end") int end) {}
}
