package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody decided what becomes of a dead letter; the newest decision counts.
 *
 * @param topic the dead-letter topic, with the letter's partition and offset in it
 * @param redriveCount how often the record has been redriven, this time included
 * @param reason why it was discarded, in the words of who did it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterDecided(
        @JsonProperty("topic") String topic,
        @JsonProperty("partition") int partition,
        @JsonProperty("offset") long offset,
        @JsonProperty("decision") LetterDecision decision,
        @JsonProperty("redrive_count") @Nullable Integer redriveCount,
        @JsonProperty("reason") @Nullable String reason,
        @JsonProperty("decided_at") Instant decidedAt)
        implements Event {
    private static final String KEY = "dead-letter/";

    @Override
    public String eventId() {
        return subject() + "@" + decidedAt;
    }

    /** The record's key: {@code dead-letter/<topic>/<partition>/<offset>}. */
    @Override
    public String subject() {
        return key(topic, partition, offset);
    }

    /** The key under which the decision on a letter lies. */
    public static String key(String topic, int partition, long offset) {
        return KEY + topic + "/" + partition + "/" + offset;
    }

    /** Whether a record of {@code pipeline.control} with this key is a decision on a letter. */
    public static boolean isKey(String key) {
        return key.startsWith(KEY);
    }
}
