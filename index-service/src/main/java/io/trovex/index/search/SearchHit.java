package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document that answers the question. What it has not, or was not asked for, is absent.
 *
 * @param content its whole body, if asked for
 * @param group that it stands for, where hits are grouped
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchHit(
        @JsonProperty("doc_id") String docId,
        @JsonProperty("title") @Nullable String title,
        @JsonProperty("source") @Nullable String source,
        @JsonProperty("language") @Nullable String language,
        @JsonProperty("timestamp") @Nullable Instant timestamp,
        @JsonProperty("score") double score,
        @JsonProperty("passage") @Nullable PassageView passage,
        @JsonProperty("content") @Nullable String content,
        @JsonProperty("metadata") @Nullable Map<String, Object> metadata,
        @JsonProperty("group") @Nullable HitGroup group,
        @JsonProperty("explanation") @Nullable Explanation explanation) {}
