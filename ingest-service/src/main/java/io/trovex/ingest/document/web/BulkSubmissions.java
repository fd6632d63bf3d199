package io.trovex.ingest.document.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Violation;
import io.trovex.ingest.IngestMeter;
import io.trovex.ingest.IngestProperties;
import io.trovex.ingest.answer.WaitFor;
import io.trovex.ingest.document.DocumentReader;
import io.trovex.ingest.document.DocumentRequest;
import io.trovex.ingest.document.NdjsonReader;
import io.trovex.ingest.document.Reading;
import io.trovex.ingest.status.Waiter;
import io.trovex.ingest.status.Waiters;
import io.trovex.stage.threads.Turn;
import io.trovex.stage.web.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Submits a stream of documents: lines are read and sent on the caller's thread while another writes their results.
 * A bad line costs the others nothing. When the log goes away, reading stops and the last result says where. From the
 * first line on that the saturated pipeline refuses, all are refused: were later ones taken, two versions of a document
 * would change places when the client sends the earlier again.
 */
@Component
class BulkSubmissions {
    private final DocumentReader reader;
    private final DocumentIntake intake;
    private final Waiters waiters;
    private final IngestProperties properties;
    private final MeterRegistry meters;
    private final JsonMapper json;

    BulkSubmissions(
            DocumentReader reader,
            DocumentIntake intake,
            Waiters waiters,
            IngestProperties properties,
            MeterRegistry meters,
            JsonMapper json) {
        this.reader = reader;
        this.intake = intake;
        this.waiters = waiters;
        this.properties = properties;
        this.meters = meters;
        this.json = json;
    }

    /** @throws ProblemException 503, with nothing written, if the log does not even take the first line */
    void submit(InputStream input, OutputStream output, Optional<WaitFor> wait)
            throws IOException, InterruptedException {
        NdjsonReader lines = new NdjsonReader(input, properties.maxDocumentBytes());
        NdjsonReader.Line line = lines.next();
        if (line == null) {
            return;
        }
        BulkLine first = begin(line, wait);
        if (first instanceof BulkLine.Sent sent) {
            awaitFirst(sent);
        }
        BulkResults results = new BulkResults(properties.bulkWindow(), output, json);
        Thread writer = Thread.ofVirtual().name("bulk-results").start(results);
        results.add(first);
        try {
            BulkLine last = first;
            Turn turn = new Turn();
            for (line = lines.next(); line != null && !results.broken(); line = lines.next()) {
                last = next(last, line, wait);
                results.add(last);
                turn.giveUpAtItsEnd();
            }
            if (line != null) {
                results.add(stopped(line.number()));
            }
        } catch (IOException e) {
            results.add(new BulkLine.Known(LineResult.failed(
                    lines.number() + 1, 400, "broken_stream", "the request ended in the middle: " + e.getMessage())));
        } finally {
            results.add(new BulkLine.End());
            writer.join();
        }
    }

    private void awaitFirst(BulkLine.Sent first) throws InterruptedException {
        boolean taken = false;
        try {
            intake.await(first.sent());
            taken = true;
        } finally {
            if (!taken) {
                first.abandon();
            }
        }
    }

    private static BulkLine stopped(long line) {
        return new BulkLine.Known(LineResult.failed(
                line,
                503,
                DocumentIntake.LOG_UNAVAILABLE,
                "the log is away: this line and all after it were not read; send them again"));
    }

    private BulkLine next(BulkLine last, NdjsonReader.Line line, Optional<WaitFor> wait) {
        return last instanceof BulkLine.Known(LineResult refusal) && refusal.isSaturated()
                ? new BulkLine.Known(refusal.atLine(line.number()))
                : begin(line, wait);
    }

    private BulkLine begin(NdjsonReader.Line line, Optional<WaitFor> wait) {
        byte[] bytes = line.bytes();
        if (bytes == null) {
            return refused(LineResult.failed(
                    line.number(),
                    413,
                    "document_too_large",
                    "a document's JSON must have at most %d bytes".formatted(properties.maxDocumentBytes())));
        }
        return switch (reader.readBulkLine(bytes)) {
            case Reading.Understood(DocumentRequest request) -> send(line.number(), request, wait);
            case Reading.Malformed(String detail) ->
                refused(LineResult.failed(line.number(), 400, "malformed_json", detail));
            case Reading.Refused(List<Violation> violations) -> refused(LineResult.refused(line.number(), violations));
        };
    }

    private BulkLine send(long number, DocumentRequest request, Optional<WaitFor> wait) {
        DocumentSubmitted document;
        try {
            document = intake.prepare(request);
        } catch (ProblemException e) {
            Duration later = e.retryAfter();
            return new BulkLine.Known(
                    e.status() == HttpStatus.TOO_MANY_REQUESTS && later != null
                            ? LineResult.saturated(number, e.detail(), later)
                            : LineResult.failed(number, e.status().value(), e.code(), e.detail()));
        }
        String docId = document.docId();
        long version = document.version();
        if (wait.isEmpty()) {
            return new BulkLine.Sent(number, docId, version, intake.send(document), null, Instant.MAX);
        }
        Waiter waiter = waiters.expect(docId, version);
        CompletableFuture<Long> sent = intake.send(document);
        CompletableFuture<Void> _ = sent.thenAccept(waiter::sent);
        Instant deadline = Instant.now().plus(wait.get().timeout());
        return new BulkLine.Sent(number, docId, version, sent, waiter, deadline);
    }

    private BulkLine refused(LineResult result) {
        IngestMeter.SUBMISSIONS
                .counter(meters, "operation", "any", "result", "refused")
                .increment();
        return new BulkLine.Known(result);
    }
}
