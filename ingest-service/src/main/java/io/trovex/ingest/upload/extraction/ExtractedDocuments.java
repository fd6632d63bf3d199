package io.trovex.ingest.upload.extraction;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Topics;
import io.trovex.ingest.upload.UploadTask;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.EventSender;
import io.trovex.stage.objects.Claim;
import io.trovex.stage.objects.ClaimCheck;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;

/** Puts the text of a file into the log, as the document that was promised when the file came. */
@Component
class ExtractedDocuments {
    private static final String SOURCE_SERVICE = "ingest-service";
    private static final String DEFAULT_SOURCE = "upload";

    private final ClaimCheck claims;
    private final EventSender sender;
    private final Tracer tracer;
    private final Propagator propagator;

    ExtractedDocuments(ClaimCheck claims, EventSender sender, Tracer tracer, Propagator propagator) {
        this.claims = claims;
        this.sender = sender;
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** Of the request that brought the file. */
    Span continueTrace(UploadTask task) {
        return propagator
                .extract(task, (from, name) -> name.equals(Headers.TRACEPARENT) ? from.traceparent() : null)
                .name("extraction")
                .start();
    }

    Tracer.SpanInScope enter(Span span) {
        return tracer.withSpan(span);
    }

    /** Returns when the broker has the document, however long that takes. */
    void submit(UploadTask task, ExtractedText extracted) throws InterruptedException {
        Claim claim = Patience.untilAnswered(() -> claims.deposit(extracted.text()));
        DocumentSubmitted document = document(task, extracted, claim);
        Patience.untilAnswered(() -> send(document));
    }

    private void send(DocumentSubmitted document) {
        try {
            var _ = sender.send(Topics.DOCUMENTS_SUBMITTED, document, SOURCE_SERVICE)
                    .join();
        } catch (CompletionException e) {
            throw new DependencyUnavailableException("the log takes no document", e);
        }
    }

    private static DocumentSubmitted document(UploadTask task, ExtractedText extracted, Claim claim) {
        String title = task.title() != null ? task.title() : extracted.title();
        return new DocumentSubmitted(
                task.docId(),
                task.version(),
                Operation.UPSERT,
                title == null ? task.fileName() : title,
                claim.content(),
                claim.contentRef(),
                Objects.requireNonNullElse(task.source(), DEFAULT_SOURCE),
                Objects.requireNonNullElse(task.timestamp(), task.acceptedAt()),
                metadata(task),
                null,
                null,
                task.acceptedAt());
    }

    /**
     * The file's address keeps the file from being collected as long as the document's version is in the log, so nothing of
     * the client's takes its place.
     */
    private static Map<String, Object> metadata(UploadTask task) {
        Map<String, Object> metadata = new LinkedHashMap<>(task.metadata());
        metadata.put("file_name", task.fileName());
        metadata.put("file_type", task.kind().mediaType());
        metadata.put("file_sha256", task.file().sha256());
        return metadata;
    }
}
