package io.trovex.feedback.event;

import io.trovex.contracts.FeedbackReceived;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The UBI 1.3 event as its prose means it. Its published schema refuses {@code click} and {@code impression}, which
 * match two branches of a {@code oneOf}, and {@code position: {}}; all three are fine here. Fields that Trovex does not
 * use may be anything.
 */
final class UbiEvent {
    /** UBI's longest name or id. */
    private static final int NAME = 100;

    private static final int MESSAGE = 1_024;
    /** Trovex's own limit of a document id, which is wider than UBI's 256. */
    private static final int OBJECT_ID = 512;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private UbiEvent() {}

    /** Never mind the result if {@code fields} gathered a violation. */
    static FeedbackReceived read(Fields fields, Instant now, Supplier<String> ids) {
        String feedbackId = fields.text("feedback_id", NAME);
        String action = fields.required("action_name", fields.text("action_name", NAME));
        String queryId = fields.text("query_id", NAME);
        String clientId = fields.text("client_id", NAME);
        String sessionId = fields.text("session_id", NAME);
        Instant timestamp = fields.instant("timestamp", EARLIEST, now.plus(CLOCK_SKEW));
        fields.text("message_type", NAME);
        String message = fields.lines("message", MESSAGE);
        Fields attributes = fields.object("event_attributes");
        return new FeedbackReceived(
                feedbackId == null ? ids.get() : feedbackId,
                action,
                queryId,
                clientId,
                sessionId,
                attributes == null ? null : objectId(attributes),
                attributes == null ? null : position(attributes),
                Objects.requireNonNullElse(timestamp, now),
                message);
    }

    private static @Nullable String objectId(Fields attributes) {
        Fields object = attributes.object("object");
        if (object == null) {
            return null;
        }
        object.text("object_id_field", NAME);
        JsonNode id = object.node("object_id");
        return id != null && id.isIntegralNumber()
                ? id.asString()
                : object.required("object_id", object.text("object_id", OBJECT_ID));
    }

    private static @Nullable Integer position(Fields attributes) {
        Fields position = attributes.object("position");
        return position == null ? null : position.ordinal("ordinal");
    }
}
