package io.trovex.feedback;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What feedback takes and how long it remembers.
 *
 * @param maxRequestSize largest body of one request
 * @param maxEvents most events in one request
 * @param maxNesting deepest object or list in a body, the outermost being 1
 * @param rememberedFor how long a counted event is known by its id; the log's retention, so that a replay counts nothing
 *     twice
 * @param retryAfter what a client is told to wait while the log or the counts are away
 */
@Validated
@ConfigurationProperties("trovex.feedback")
public record FeedbackProperties(
        @DefaultValue("1MB") DataSize maxRequestSize,
        @DefaultValue("1000") @Positive int maxEvents,
        @DefaultValue("16") @Positive int maxNesting,
        @DefaultValue("28d") Duration rememberedFor,
        @DefaultValue("2s") Duration retryAfter) {

    /** {@link #maxRequestSize}, for arrays. */
    public int maxRequestBytes() {
        return Math.toIntExact(maxRequestSize.toBytes());
    }
}
