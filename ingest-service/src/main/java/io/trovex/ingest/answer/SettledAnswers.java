package io.trovex.ingest.answer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.trovex.contracts.Violation;
import io.trovex.ingest.IngestMeter;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.DocumentLives;
import io.trovex.ingest.status.DocumentStatus;
import io.trovex.ingest.status.Failure;
import io.trovex.ingest.status.Status;
import io.trovex.ingest.status.StatusUnavailableException;
import io.trovex.ingest.status.Waiter;
import io.trovex.ingest.status.Waiters;
import io.trovex.stage.web.ProblemException;
import io.trovex.stage.web.Problems;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Has a submission kept and answers when its client wants: at once, or when its version has settled. */
@Component
public class SettledAnswers {
    private final Waiters waiters;
    private final DocumentLives lives;
    private final Problems problems;
    private final MeterRegistry meters;

    SettledAnswers(Waiters waiters, DocumentLives lives, Problems problems, MeterRegistry meters) {
        this.waiters = waiters;
        this.lives = lives;
        this.problems = problems;
        this.meters = meters;
    }

    /**
     * Every answer has the document's location; 422 means that it was kept and a stage refused it.
     *
     * @throws ProblemException if it was not kept
     */
    public ResponseEntity<Object> answer(Submission submission, Optional<WaitFor> wait) throws InterruptedException {
        if (wait.isEmpty()) {
            long _ = submission.keep();
            return accepted(submission, submission.kept(), null);
        }
        try (Waiter waiter = waiters.expect(submission.docId(), submission.version())) {
            waiter.sent(submission.keep());
            Timer.Sample sample = Timer.start(meters);
            Optional<DocumentLife> settled =
                    waiter.await(Instant.now().plus(wait.get().timeout()));
            sample.stop(IngestMeter.WAIT.timer(meters, "status", statusTag(settled)));
            return settled.isPresent()
                    ? settled(submission, settled.get())
                    : accepted(submission, current(submission), true);
        }
    }

    private ResponseEntity<Object> settled(Submission submission, DocumentLife life) {
        if (life.status().isFailure()) {
            return ResponseEntity.unprocessableContent()
                    .location(location(submission))
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problems.problem(ProblemException.invalid(violations(life))));
        }
        return ResponseEntity.ok().location(location(submission)).body(DocumentStatus.of(life));
    }

    /** Why the document is not indexed; never empty. */
    public static List<Violation> violations(DocumentLife life) {
        Failure failure = life.failure();
        if (failure == null || failure.violations().isEmpty()) {
            return List.of(new Violation("", "dead_lettered", "a stage could not process the document"));
        }
        return failure.violations();
    }

    private ResponseEntity<Object> accepted(Submission submission, Status status, @Nullable Boolean timedOut) {
        return ResponseEntity.accepted().location(location(submission)).body(submission.accepted(status, timedOut));
    }

    private Status current(Submission submission) {
        try {
            return lives.find(submission.docId())
                    .filter(life -> life.version() == submission.version())
                    .map(DocumentLife::status)
                    .orElse(submission.kept());
        } catch (StatusUnavailableException _) {
            return submission.kept();
        }
    }

    private static URI location(Submission submission) {
        return URI.create("/v1/documents/" + UriUtils.encode(submission.docId(), StandardCharsets.UTF_8));
    }

    private static String statusTag(Optional<DocumentLife> settled) {
        return settled.map(life -> life.status().name().toLowerCase(Locale.ROOT))
                .orElse("timed_out");
    }
}
