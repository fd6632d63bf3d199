package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The index settled a document's version, and searches see it.
 *
 * @param origin position of the submitted record
 * @param embeddedOffset of the embedded record in the generation's topic; absent from earlier releases
 * @param submittedAt when ingest accepted it
 * @param indexedAt when searches began to see the outcome
 */
public record DocumentIndexed(
        @JsonProperty("doc_id") String docId,
        @JsonProperty("version") long version,
        @JsonProperty("outcome") Outcome outcome,
        @JsonProperty("generation") String generation,
        @JsonProperty("origin") Origin origin,

        @JsonProperty("embedded_offset") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        Long embeddedOffset,

        @JsonProperty("submitted_at") Instant submittedAt,
        @JsonProperty("indexed_at") Instant indexedAt)
        implements DocumentEvent {}
