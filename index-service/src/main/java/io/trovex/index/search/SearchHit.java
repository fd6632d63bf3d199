package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document that answers the question. */
public record SearchHit(
        @JsonProperty("doc_id") String docId,
        @JsonProperty("title") @Nullable String title,
        @JsonProperty("source") @Nullable String source,
        @JsonProperty("language") @Nullable String language,
        @JsonProperty("timestamp") Instant timestamp,
        @JsonProperty("score") double score,
        @JsonProperty("passage") PassageView passage,
        @JsonProperty("metadata") Map<String, Object> metadata,

        @JsonProperty("explanation") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        Explanation explanation) {}
