package io.trovex.standalone.batch;

import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Violation;
import io.trovex.ingest.document.DocumentIds;
import io.trovex.ingest.document.DocumentReader;
import io.trovex.ingest.document.DocumentRequest;
import io.trovex.ingest.document.ReadLimits;
import io.trovex.ingest.document.Reading;
import io.trovex.ingest.version.HybridLogicalClock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads the lines that {@code /v1/documents:bulk} takes as ingest does. */
public final class BatchLines {
    private static final int NESTING = 16;
    private static final int NUMBER_LENGTH = 100;

    private final Clock clock = Clock.systemUTC();
    private final DocumentIds ids = new DocumentIds(clock, new SecureRandom());
    private final HybridLogicalClock versions = new HybridLogicalClock(clock, Duration.ofMinutes(1));
    private final DocumentReader reader;
    private final BatchReport report;

    /** @param report told of lines that are refused, by their number */
    public BatchLines(int dimension, BatchReport report) {
        this.reader = new DocumentReader(new ReadLimits(NESTING, NUMBER_LENGTH, dimension));
        this.report = report;
    }

    /** Empty when the line is refused. */
    public Optional<DocumentSubmitted> read(long number, String line) {
        return switch (reader.readBulkLine(line.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Understood(DocumentRequest request) -> Optional.of(submitted(request));
            case Reading.Malformed(String detail) ->
                refused(number, List.of(new Violation("", "malformed_json", detail)));
            case Reading.Refused(List<Violation> violations) -> refused(number, violations);
        };
    }

    private DocumentSubmitted submitted(DocumentRequest request) {
        return request.submitted(
                Objects.requireNonNullElseGet(request.docId(), ids::next),
                Objects.requireNonNullElseGet(request.version(), versions::next),
                request.content(),
                null,
                clock.instant());
    }

    private Optional<DocumentSubmitted> refused(long number, List<Violation> violations) {
        report.refused("line " + number, violations);
        return Optional.empty();
    }
}
