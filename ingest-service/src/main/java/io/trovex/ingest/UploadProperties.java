package io.trovex.ingest;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What uploads may be and how their text is extracted.
 *
 * @param maxFileSize largest file
 * @param maxRequestSize largest request, all its files together
 * @param maxTextLength longest text of a file, in characters; more is refused, never cut
 * @param maxDepth deepest nesting of a file's elements
 * @param queueCapacity tasks that may wait; above it uploads are answered with 429
 * @param workers files of one replica that are extracted at once; 0 leaves the work to other replicas
 * @param timeout longest extraction of one file
 * @param memory of the process that extracts, one for each worker
 * @param claimAfter when a task that no worker holds any more is handed to another
 * @param maxDeliveries how often a task is tried before it is given up
 * @param idleAfter when the extracting process of an idle worker ends
 * @param retryAfter what a client is told to wait while the queue is full or away
 */
@Validated
@ConfigurationProperties("trovex.uploads")
public record UploadProperties(
        @DefaultValue("25MB") DataSize maxFileSize,
        @DefaultValue("100MB") DataSize maxRequestSize,
        @DefaultValue("1000000") @Positive int maxTextLength,
        @DefaultValue("100") @Positive int maxDepth,
        @DefaultValue("10000") @Positive long queueCapacity,
        @DefaultValue("2") @Min(0) int workers,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("256MB") DataSize memory,
        @DefaultValue("30s") Duration claimAfter,
        @DefaultValue("3") @Positive int maxDeliveries,
        @DefaultValue("60s") Duration idleAfter,
        @DefaultValue("5s") Duration retryAfter) {

    @AssertTrue(message = "timeout and claim-after must be at least a second")
    boolean isPatient() {
        return timeout.toMillis() >= 1_000 && claimAfter.toMillis() >= 1_000;
    }

    @AssertTrue(message = "max-request-size must not be less than max-file-size")
    boolean isRequestRoomy() {
        return maxRequestSize.toBytes() >= maxFileSize.toBytes();
    }
}
