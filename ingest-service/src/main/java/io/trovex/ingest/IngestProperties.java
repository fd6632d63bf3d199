package io.trovex.ingest;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What ingest takes and how long it waits.
 *
 * @param maxDocumentSize largest JSON of one document, alone or as a line of a bulk request
 * @param maxNesting deepest object or list in a document, the document itself being 1
 * @param maxNumberLength longest number, in characters
 * @param bulkWindow documents of one bulk request whose results are still awaited
 * @param waitTimeout how long {@code wait_for} waits unless the client says otherwise
 * @param maxWaitTimeout the longest that a client may ask for
 * @param maxClockDrift how far ahead of the wall clock a version in the log may be and still move ours
 * @param keepLastAfter how long the version in the index may lie behind another in the log before it is submitted again
 * @param retryAfter what a client is told to wait while the log is away
 */
@Validated
@ConfigurationProperties("trovex.ingest")
public record IngestProperties(
        @DefaultValue("4MB") DataSize maxDocumentSize,
        @DefaultValue("16") @Positive int maxNesting,
        @DefaultValue("100") @Positive int maxNumberLength,
        @DefaultValue("1000") @Positive int bulkWindow,
        @DefaultValue("30s") Duration waitTimeout,
        @DefaultValue("120s") Duration maxWaitTimeout,
        @DefaultValue("60s") Duration maxClockDrift,
        @DefaultValue("1m") Duration keepLastAfter,
        @DefaultValue("2s") Duration retryAfter) {

    /** {@link #maxDocumentSize}, for arrays. */
    public int maxDocumentBytes() {
        return Math.toIntExact(maxDocumentSize.toBytes());
    }
}
