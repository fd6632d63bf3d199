package io.trovex.ingest.upload.extraction;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import io.trovex.ingest.UploadMeter;
import io.trovex.ingest.UploadProperties;
import io.trovex.ingest.upload.QueueUnavailableException;
import io.trovex.ingest.upload.TakenUpload;
import io.trovex.ingest.upload.UploadQueue;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one task after the other until it is interrupted. A task leaves the queue after the broker has its document; a
 * broken dependency is waited out with the task in hand. What this worker does not finish another one does. A bug
 * costs one turn, never the worker.
 */
final class ExtractionWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ExtractionWorker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final UploadQueue queue;
    private final UploadedFiles files;
    private final ExtractedDocuments documents;
    private final UploadFailures failures;
    private final UploadProperties properties;
    private final MeterRegistry meters;

    ExtractionWorker(
            UploadQueue queue,
            UploadedFiles files,
            ExtractedDocuments documents,
            UploadFailures failures,
            UploadProperties properties,
            MeterRegistry meters) {
        this.queue = queue;
        this.files = files;
        this.documents = documents;
        this.failures = failures;
        this.properties = properties;
        this.meters = meters;
    }

    @Override
    public void run() {
        long idleSince = System.nanoTime();
        try (ExtractionProcess process = new ExtractionProcess(properties)) {
            while (!Thread.currentThread().isInterrupted()) {
                if (turn(process)) {
                    idleSince = System.nanoTime();
                } else if (System.nanoTime() - idleSince
                        > properties.idleAfter().toNanos()) {
                    process.end();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was a task. */
    private boolean turn(ExtractionProcess process) throws InterruptedException {
        try {
            var taken = Patience.untilAnswered(() -> queue.take(PATIENCE));
            if (taken.isPresent()) {
                work(taken.get(), process);
            }
            return taken.isPresent();
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).log("a turn of the extraction failed; its task will be handed out again");
            Thread.sleep(PATIENCE);
            return true;
        }
    }

    private void work(TakenUpload taken, ExtractionProcess process) throws InterruptedException {
        Timer.Sample sample = Timer.start(meters);
        Span span = documents.continueTrace(taken.task());
        String result = "interrupted";
        try (HeldTask _ =
                        new HeldTask(queue, taken.id(), properties.claimAfter().dividedBy(3));
                var _ = documents.enter(span)) {
            result = settle(taken, process);
        } catch (InterruptedException e) {
            release(taken);
            throw e;
        } finally {
            String kind = taken.task().kind().name().toLowerCase(Locale.ROOT);
            sample.stop(UploadMeter.EXTRACTION.timer(meters, "kind", kind, "result", result));
            span.end();
        }
    }

    private String settle(TakenUpload taken, ExtractionProcess process) throws InterruptedException {
        if (taken.deliveries() > properties.maxDeliveries()) {
            failures.bury(
                    taken,
                    "extraction_gave_up",
                    "%d workers began and none came to an end.".formatted(taken.deliveries() - 1));
            return "dead_lettered";
        }
        try (var file = files.fetch(taken.task())) {
            ExtractedText text = process.extract(file.path(), taken.task().kind());
            documents.submit(taken.task(), text);
            Patience.untilAnswered(() -> queue.done(taken.id()));
            LOG.atInfo()
                    .addKeyValue("deliveries", taken.deliveries())
                    .addKeyValue("kind", taken.task().kind())
                    .addKeyValue("bytes", taken.task().file().bytes())
                    .log("text extracted");
            return "submitted";
        } catch (ExtractionException e) {
            if (e.isPermanent() || taken.deliveries() >= properties.maxDeliveries()) {
                failures.bury(taken, e.code(), e.detail());
                return "dead_lettered";
            }
            LOG.atWarn()
                    .addKeyValue("code", e.code())
                    .addKeyValue("deliveries", taken.deliveries())
                    .log("extraction failed; the task will be handed out again");
            return "failed";
        }
    }

    private void release(TakenUpload taken) {
        try {
            queue.release(taken.id());
        } catch (QueueUnavailableException _) {
            // it will be claimed a little later
        }
    }
}
