package io.trovex.index.shadow;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.index.search.SearchMode;

/** What somebody searched for. */
public record LoggedQuery(
        @JsonProperty("text") String text,
        @JsonProperty("mode") SearchMode mode) {}
