package io.trovex.ingest.document.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Violation;
import io.trovex.ingest.IngestMeter;
import io.trovex.ingest.document.DocumentRequest;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.DocumentLives;
import io.trovex.ingest.status.DocumentStatus;
import io.trovex.ingest.status.Failure;
import io.trovex.ingest.status.Status;
import io.trovex.ingest.status.StatusUnavailableException;
import io.trovex.ingest.status.Waiter;
import io.trovex.ingest.status.Waiters;
import io.trovex.stage.web.ProblemException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Submits one document and answers when its client wants: at once, or when its version has settled. */
@Component
class Submissions {
    private final DocumentIntake intake;
    private final Waiters waiters;
    private final DocumentLives lives;
    private final MeterRegistry meters;

    Submissions(DocumentIntake intake, Waiters waiters, DocumentLives lives, MeterRegistry meters) {
        this.intake = intake;
        this.waiters = waiters;
        this.lives = lives;
        this.meters = meters;
    }

    ResponseEntity<Object> submit(DocumentRequest request, Optional<WaitFor> wait) throws InterruptedException {
        DocumentSubmitted document = intake.prepare(request);
        if (wait.isEmpty()) {
            intake.await(intake.send(document));
            return accepted(document, Status.SUBMITTED, null);
        }
        try (Waiter waiter = waiters.expect(document.docId(), document.version())) {
            waiter.sent(intake.await(intake.send(document)));
            Timer.Sample sample = Timer.start(meters);
            Optional<DocumentLife> settled =
                    waiter.await(Instant.now().plus(wait.get().timeout()));
            sample.stop(IngestMeter.WAIT.timer(meters, "status", statusTag(settled)));
            return settled.isPresent() ? settled(document, settled.get()) : accepted(document, current(document), true);
        }
    }

    private ResponseEntity<Object> settled(DocumentSubmitted document, DocumentLife life) {
        if (life.status().isFailure()) {
            throw ProblemException.invalid(violations(life));
        }
        return ResponseEntity.ok().location(location(document)).body(DocumentStatus.of(life));
    }

    static List<Violation> violations(DocumentLife life) {
        Failure failure = life.failure();
        if (failure == null || failure.violations().isEmpty()) {
            return List.of(new Violation("", "dead_lettered", "a stage could not process the document"));
        }
        return failure.violations();
    }

    private ResponseEntity<Object> accepted(DocumentSubmitted document, Status status, @Nullable Boolean timedOut) {
        return ResponseEntity.accepted()
                .location(location(document))
                .body(new Accepted(document.docId(), document.version(), status, timedOut));
    }

    private Status current(DocumentSubmitted document) {
        try {
            return lives.find(document.docId())
                    .filter(life -> life.version() == document.version())
                    .map(DocumentLife::status)
                    .orElse(Status.SUBMITTED);
        } catch (StatusUnavailableException _) {
            return Status.SUBMITTED;
        }
    }

    private static URI location(DocumentSubmitted document) {
        return URI.create("/v1/documents/" + UriUtils.encode(document.docId(), StandardCharsets.UTF_8));
    }

    private static String statusTag(Optional<DocumentLife> settled) {
        return settled.map(life -> life.status().name().toLowerCase(Locale.ROOT))
                .orElse("timed_out");
    }
}
