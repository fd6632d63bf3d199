package io.trovex.ingest.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A submission that came to no end in time.
 *
 * @param traceId of the request that submitted it
 * @param submittedAt when the log took it
 * @param lastStatus how far its document's status has come: submitted, validated or embedded; absent when unknown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OverdueOffset(
        @JsonProperty("partition") int partition,
        @JsonProperty("offset") long offset,
        @JsonProperty("doc_id") @Nullable String docId,
        @JsonProperty("trace_id") @Nullable String traceId,
        @JsonProperty("submitted_at") Instant submittedAt,
        @JsonProperty("last_status") @Nullable String lastStatus) {}
