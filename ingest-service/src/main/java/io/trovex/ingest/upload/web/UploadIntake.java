package io.trovex.ingest.upload.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.trovex.contracts.ContentRef;
import io.trovex.contracts.Headers;
import io.trovex.ingest.UploadMeter;
import io.trovex.ingest.UploadProperties;
import io.trovex.ingest.backpressure.Admission;
import io.trovex.ingest.document.DocumentIds;
import io.trovex.ingest.document.DocumentRequest;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.DocumentLives;
import io.trovex.ingest.status.Status;
import io.trovex.ingest.status.StatusUnavailableException;
import io.trovex.ingest.upload.FileKind;
import io.trovex.ingest.upload.QueueUnavailableException;
import io.trovex.ingest.upload.UploadQueue;
import io.trovex.ingest.upload.UploadTask;
import io.trovex.ingest.version.HybridLogicalClock;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.objects.ObjectStore;
import io.trovex.stage.web.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Stores a file and then queues the task that refers to it: nothing refers to a file that is not there. */
@Component
class UploadIntake {
    private final DocumentIds ids;
    private final HybridLogicalClock versions;
    private final ObjectStore objects;
    private final UploadQueue queue;
    private final DocumentLives lives;
    private final Admission admission;
    private final Tracer tracer;
    private final Propagator propagator;
    private final Clock clock;
    private final UploadProperties properties;
    private final MeterRegistry meters;

    UploadIntake(
            DocumentIds ids,
            HybridLogicalClock versions,
            ObjectStore objects,
            UploadQueue queue,
            DocumentLives lives,
            Admission admission,
            Tracer tracer,
            Propagator propagator,
            Clock clock,
            UploadProperties properties,
            MeterRegistry meters) {
        this.ids = ids;
        this.versions = versions;
        this.objects = objects;
        this.queue = queue;
        this.lives = lives;
        this.admission = admission;
        this.tracer = tracer;
        this.propagator = propagator;
        this.clock = clock;
        this.properties = properties;
        this.meters = meters;
    }

    /** The same fields, with the id and version that the document will have. */
    DocumentRequest identified(DocumentRequest fields) {
        Long version = fields.version();
        return fields.withDocId(fields.docId() == null ? ids.next() : fields.docId())
                .withVersion(version == null ? versions.next() : version);
    }

    /** @throws ProblemException if the file is refused, the queue is full, or something needed is away */
    FileResult accept(UploadedFile file, DocumentRequest fields) {
        String kind = "unknown";
        String result = "refused";
        try {
            FileKind known = check(file);
            kind = known.name().toLowerCase(Locale.ROOT);
            result = "saturated";
            checkRoom();
            result = "unavailable";
            UploadTask task = task(file, known, fields);
            if (!queue.offer(task)) {
                result = "saturated";
                throw saturated();
            }
            result = "accepted";
            tell(task);
            return FileResult.accepted(file.name(), task.docId(), task.version());
        } catch (QueueUnavailableException e) {
            result = "unavailable";
            throw ProblemException.unavailable(
                    "upload_queue_unavailable", "The upload queue takes no file for now.", properties.retryAfter(), e);
        } catch (DependencyUnavailableException e) {
            throw ProblemException.unavailable(
                    "object_store_unavailable", "The object store takes no file for now.", properties.retryAfter(), e);
        } finally {
            UploadMeter.FILES.counter(meters, "kind", kind, "result", result).increment();
        }
    }

    /** Where in the log the version's next submission lies at the earliest, as far as its status tells. */
    long nextOffset(String docId, long version) {
        try {
            return lives.find(docId)
                    .filter(life -> life.version() == version && life.offset() != DocumentLife.NOT_SUBMITTED)
                    .map(life -> life.offset() + 1)
                    .orElse(DocumentLife.NOT_SUBMITTED);
        } catch (StatusUnavailableException _) {
            return DocumentLife.NOT_SUBMITTED;
        }
    }

    private static FileKind check(UploadedFile file) {
        if (file.length() == 0) {
            throw ProblemException.invalid("file", "empty_file", file.name() + " is empty");
        }
        try {
            String mediaType = file.mediaType();
            return FileKind.of(mediaType)
                    .orElseThrow(() -> ProblemException.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "unsupported_file_type",
                            "The file is %s; known are PDF, DOCX, HTML, Markdown and plain text."
                                    .formatted(mediaType)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Before the file is stored for nothing. */
    private void checkRoom() {
        admission.refusal().ifPresent(later -> {
            throw ProblemException.saturated(
                    "pipeline_saturated",
                    "More documents are in flight than the pipeline takes; send the file again in %d s."
                            .formatted(later.toSeconds()),
                    later);
        });
        if (queue.depth().isFull()) {
            throw saturated();
        }
    }

    private ProblemException saturated() {
        return ProblemException.saturated(
                "upload_queue_full",
                "%d files wait for their text to be extracted; come back later.".formatted(properties.queueCapacity()),
                properties.retryAfter());
    }

    private UploadTask task(UploadedFile file, FileKind kind, DocumentRequest fields) {
        Instant now = clock.instant();
        ContentRef stored = new ContentRef(objects.put(file), file.length());
        DocumentRequest document = identified(fields);
        return new UploadTask(
                Objects.requireNonNull(document.docId()),
                Objects.requireNonNull(document.version()),
                fields.title(),
                fields.source(),
                fields.timestamp(),
                fields.metadata(),
                file.name(),
                kind,
                stored,
                now,
                traceparent());
    }

    /** Best effort: the queue has the task, whatever the status says. */
    private void tell(UploadTask task) {
        try {
            Span span = tracer.currentSpan();
            lives.merge(List.of(DocumentLife.reached(
                    task.docId(),
                    task.version(),
                    DocumentLife.NOT_SUBMITTED,
                    Map.of(Status.EXTRACTING, task.acceptedAt()),
                    span == null ? null : span.context().traceId())));
        } catch (StatusUnavailableException _) {
            // the status comes with the submission
        }
    }

    private @Nullable String traceparent() {
        Span span = tracer.currentSpan();
        if (span == null) {
            return null;
        }
        Map<String, String> carrier = new HashMap<>();
        propagator.inject(span.context(), carrier, (_, name, value) -> carrier.put(name, value));
        return carrier.get(Headers.TRACEPARENT);
    }
}
