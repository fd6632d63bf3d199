package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replay was asked for, stopped, resumed, or has ended; the newest decision counts.
 *
 * @param stage that runs over its input again
 * @param topic that input
 * @param from as it was asked for: {@code beginning}, an offset, or an RFC 3339 instant
 * @param documents the only ones to replay; empty means all
 * @param ranges what to read, by partition; fixed when the replay was asked for
 * @param reason why it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayDecided(
        @JsonProperty("id") String id,
        @JsonProperty("stage") String stage,
        @JsonProperty("topic") String topic,
        @JsonProperty("from") String from,
        @JsonProperty("documents") List<String> documents,
        @JsonProperty("ranges") List<OffsetRange> ranges,
        @JsonProperty("state") ReplayState state,
        @JsonProperty("reason") @Nullable String reason,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("decided_at") Instant decidedAt)
        implements Event {
    private static final String KEY = "replay/";

    @Override
    public String eventId() {
        return subject() + "@" + decidedAt;
    }

    /** The record's key: {@code replay/<id>}. */
    @Override
    public String subject() {
        return KEY + id;
    }

    /** Whether a record of {@code pipeline.control} with this key is a decision on a replay. */
    public static boolean isKey(String key) {
        return key.startsWith(KEY);
    }

    /** The consumer group whose committed offsets are the replay's progress. */
    public String group() {
        return "replay." + id;
    }

    public ReplayDecided in(ReplayState next, @Nullable String why, Instant now) {
        return new ReplayDecided(id, stage, topic, from, documents, ranges, next, why, createdAt, now);
    }
}
