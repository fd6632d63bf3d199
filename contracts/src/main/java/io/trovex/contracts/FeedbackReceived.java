package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user did something with a search result: a UBI 1.3 event, flattened to what Trovex uses.
 *
 * @param feedbackId unique; the client's own when it sent one
 * @param actionName UBI's {@code action_name}: {@code click}, {@code impression}, {@code view}, …
 * @param objectId the document acted on
 * @param position ordinal of the hit in the result list, from 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeedbackReceived(
        @JsonProperty("feedback_id") String feedbackId,
        @JsonProperty("action_name") String actionName,
        @JsonProperty("query_id") @Nullable String queryId,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("session_id") @Nullable String sessionId,
        @JsonProperty("object_id") @Nullable String objectId,
        @JsonProperty("position") @Nullable Integer position,
        @JsonProperty("timestamp") Instant timestamp,
        @JsonProperty("message") @Nullable String message)
        implements Event {

    @Override
    public String eventId() {
        return feedbackId;
    }

    @Override
    public String subject() {
        return clientId == null ? feedbackId : clientId;
    }
}
