package io.trovex.ingest.document.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Topics;
import io.trovex.ingest.IngestMeter;
import io.trovex.ingest.IngestProperties;
import io.trovex.ingest.backpressure.Admission;
import io.trovex.ingest.document.DocumentIds;
import io.trovex.ingest.document.DocumentRequest;
import io.trovex.ingest.version.HybridLogicalClock;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.EventSender;
import io.trovex.stage.objects.Claim;
import io.trovex.stage.objects.ClaimCheck;
import io.trovex.stage.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;

/** Makes a request into a submission and puts it into the log. */
@Component
class DocumentIntake {
    static final String LOG_UNAVAILABLE = "log_unavailable";
    static final String PIPELINE_SATURATED = "pipeline_saturated";

    private static final String SOURCE_SERVICE = "ingest-service";
    private static final Claim NO_BODY = new Claim(null, null);

    private final DocumentIds ids;
    private final HybridLogicalClock versions;
    private final ClaimCheck claims;
    private final EventSender sender;
    private final Admission admission;
    private final Clock clock;
    private final IngestProperties properties;
    private final MeterRegistry meters;

    DocumentIntake(
            DocumentIds ids,
            HybridLogicalClock versions,
            ClaimCheck claims,
            EventSender sender,
            Admission admission,
            Clock clock,
            IngestProperties properties,
            MeterRegistry meters) {
        this.ids = ids;
        this.versions = versions;
        this.claims = claims;
        this.sender = sender;
        this.admission = admission;
        this.clock = clock;
        this.properties = properties;
        this.meters = meters;
    }

    /**
     * Gives the request what it lacks and stores a long body: nothing refers to a body that is not there.
     *
     * @throws ProblemException 429 while the pipeline is saturated, 503 if the object store does not take the body
     */
    DocumentSubmitted prepare(DocumentRequest request) {
        admission.refusal().ifPresent(later -> {
            throw saturated(request, later);
        });
        Instant now = clock.instant();
        String docId = request.docId() == null ? ids.next() : request.docId();
        long version = request.version() == null ? versions.next() : request.version();
        Claim claim = request.content() == null ? NO_BODY : deposit(request.content());
        return request.submitted(docId, version, claim.content(), claim.contentRef(), now);
    }

    private Claim deposit(String content) {
        try {
            return claims.deposit(content);
        } catch (DependencyUnavailableException e) {
            throw ProblemException.unavailable(
                    "object_store_unavailable", "The object store takes no body for now.", properties.retryAfter(), e);
        }
    }

    /** Completes with the offset that the broker gave; fails when it is away. */
    CompletableFuture<Long> send(DocumentSubmitted document) {
        admission.sending();
        return sender.send(Topics.DOCUMENTS_SUBMITTED, document, SOURCE_SERVICE)
                .thenApply(SendResult::getRecordMetadata)
                .whenComplete((taken, failure) -> sent(document.operation(), failure == null ? taken : null))
                .thenApply(RecordMetadata::offset);
    }

    /** @param taken absent if the log did not take the document */
    private void sent(Operation operation, @Nullable RecordMetadata taken) {
        if (taken == null) {
            admission.failed();
        } else {
            admission.sent(taken.partition(), taken.offset());
        }
        count(operation, taken == null ? "unavailable" : "accepted");
    }

    private ProblemException saturated(DocumentRequest request, Duration retryAfter) {
        count(request.operation(), "saturated");
        return ProblemException.saturated(
                PIPELINE_SATURATED,
                "More documents are in flight than the pipeline takes; this one was not accepted. Send it again in %d s."
                        .formatted(retryAfter.toSeconds()),
                retryAfter);
    }

    private void count(Operation operation, String result) {
        String tag = operation.name().toLowerCase(Locale.ROOT);
        IngestMeter.SUBMISSIONS
                .counter(meters, "operation", tag, "result", result)
                .increment();
    }

    /** @throws ProblemException 503 if the broker does not take the document */
    long await(CompletableFuture<Long> sent) throws InterruptedException {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw unavailable(e.getCause());
        }
    }

    ProblemException unavailable(@Nullable Throwable cause) {
        return ProblemException.unavailable(
                LOG_UNAVAILABLE,
                "The log does not take documents for now; nothing is lost that was answered with 202.",
                properties.retryAfter(),
                cause);
    }
}
