package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search was answered: a UBI 1.3 query with the generation that answered it.
 *
 * @param clientId who searched, if the client said so
 * @param hitIds UBI's {@code query_response_hit_ids}: document ids, best first
 * @param attributes UBI's {@code query_attributes}: what narrowed the search; absent where nothing did
 * @param generation that answered
 * @param modelVersion the model's version and a hash of its content, if the generation says so
 * @param variant {@code serving} or {@code candidate}: which generation the search was for
 * @param share percent of the users who had that variant
 * @param degradedReason why the model made no vector of the query, if it is degraded
 * @param fallback what answered in the place of the variant's model, if anything
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchPerformed(
        @JsonProperty("query_id") String queryId,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("user_query") String userQuery,
        @JsonProperty("query_attributes") @Nullable QueryAttributes attributes,
        @JsonProperty("timestamp") Instant timestamp,
        @JsonProperty("query_response_hit_ids") List<String> hitIds,
        @JsonProperty("generation") String generation,
        @JsonProperty("model") String model,
        @JsonProperty("model_version") @Nullable String modelVersion,
        @JsonProperty("variant") String variant,
        @JsonProperty("share") double share,
        @JsonProperty("mode") String mode,
        @JsonProperty("degraded") boolean degraded,
        @JsonProperty("degraded_reason") @Nullable String degradedReason,
        @JsonProperty("fallback") @Nullable String fallback,
        @JsonProperty("took_ms") double tookMs)
        implements Event {

    @Override
    public String eventId() {
        return queryId;
    }

    /** The client, so that one user's queries and events keep their order; the query itself when unknown. */
    @Override
    public String subject() {
        return clientId == null ? queryId : clientId;
    }
}
