package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a document's body for whoever writes an answer from it.
 *
 * @param score its document's, in proportion to its cosine to that of the document's best passage
 * @param start offset of its first UTF-16 code unit in the body
 * @param end offset after the last
 * @param tokens an estimate: one for every four bytes of UTF-8, or part of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContextPassage(
        @JsonProperty("doc_id") String docId,
        @JsonProperty("title") @Nullable String title,
        @JsonProperty("source") @Nullable String source,
        @JsonProperty("timestamp") Instant timestamp,
        @JsonProperty("score") double score,
        @JsonProperty("text") String text,
        @JsonProperty("start") int start,
        @JsonProperty("end") int end,
        @JsonProperty("tokens") int tokens) {}
