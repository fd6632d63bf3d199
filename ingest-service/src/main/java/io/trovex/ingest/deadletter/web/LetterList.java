package io.trovex.ingest.deadletter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of dead letters, the newest first.
 *
 * @param total how many match, on all pages
 * @param nextCursor absent on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterList(
        @JsonProperty("letters") List<LetterView> letters,
        @JsonProperty("total") long total,
        @JsonProperty("next_cursor") @Nullable String nextCursor) {}
