package io.trovex.ingest.upload.extraction;

import io.trovex.contracts.Violation;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.DocumentLives;
import io.trovex.ingest.status.Failure;
import io.trovex.ingest.status.Status;
import io.trovex.ingest.status.StatusUnavailableException;
import io.trovex.ingest.upload.TakenUpload;
import io.trovex.ingest.upload.UploadQueue;
import io.trovex.ingest.upload.UploadTask;
import io.trovex.stage.DependencyUnavailableException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives a task up and says why, where the document's status is asked for. */
@Component
class UploadFailures {
    private static final Logger LOG = LoggerFactory.getLogger(UploadFailures.class);
    private static final String STAGE = "extraction";
    private static final int TRACE_START = 3;
    private static final int TRACE_END = 35;

    private final UploadQueue queue;
    private final DocumentLives lives;
    private final Clock clock;

    UploadFailures(UploadQueue queue, DocumentLives lives, Clock clock) {
        this.queue = queue;
        this.lives = lives;
        this.clock = clock;
    }

    void bury(TakenUpload taken, String code, String detail) throws InterruptedException {
        Patience.untilAnswered(() -> tell(taken.task(), new Violation("file", code, detail)));
        Patience.untilAnswered(() -> queue.bury(taken, code, detail));
        LOG.atWarn()
                .addKeyValue("code", code)
                .addKeyValue("deliveries", taken.deliveries())
                .addKeyValue("kind", taken.task().kind())
                .log("upload dead-lettered");
    }

    private void tell(UploadTask task, Violation reason) {
        try {
            Failure failure = new Failure(STAGE, List.of(reason), clock.instant());
            lives.merge(List.of(DocumentLife.failed(
                    task.docId(),
                    task.version(),
                    DocumentLife.NOT_SUBMITTED,
                    Status.DEAD_LETTERED,
                    failure,
                    traceId(task.traceparent()))));
        } catch (StatusUnavailableException e) {
            throw new DependencyUnavailableException("the status store is away", e);
        }
    }

    private static @Nullable String traceId(@Nullable String traceparent) {
        return traceparent == null || traceparent.length() < TRACE_END
                ? null
                : traceparent.substring(TRACE_START, TRACE_END);
    }
}
