package io.trovex.standalone.batch;

import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Violation;
import io.trovex.ingest.document.DocumentIds;
import io.trovex.ingest.document.DocumentReader;
import io.trovex.ingest.document.DocumentRequest;
import io.trovex.ingest.document.NdjsonReader.Line;
import io.trovex.ingest.document.ReadLimits;
import io.trovex.ingest.document.Reading;
import io.trovex.ingest.version.HybridLogicalClock;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What ingest makes of a line: a submitted document, whatever its length inline, or the reasons against it. */
sealed interface Submission {

    record Accepted(long line, DocumentSubmitted document) implements Submission {}

    record Refused(LineResult result) implements Submission {}

    /** Gives documents their versions, so it must see the lines in their order. */
    final class Desk {
        static final int LONGEST_LINE = 4 << 20;

        private final Clock clock = Clock.systemUTC();
        private final DocumentReader reader;
        private final DocumentIds ids = new DocumentIds(clock, new SecureRandom());
        private final HybridLogicalClock versions = new HybridLogicalClock(clock, Duration.ofMinutes(1));

        Desk(Generation generation) {
            reader = new DocumentReader(new ReadLimits(16, 100), () -> Set.of(generation.dimension()));
        }

        Submission read(Line line) {
            if (line.bytes() == null) {
                return refused(line, new Violation("", "too_large", "the line is over " + LONGEST_LINE + " bytes"));
            }
            return switch (reader.readBulkLine(line.bytes())) {
                case Reading.Understood(var request) -> new Accepted(line.number(), submitted(request));
                case Reading.Malformed(var detail) -> refused(line, new Violation("", "malformed", detail));
                case Reading.Refused(var violations) -> new Refused(new LineResult(line.number(), null, violations));
            };
        }

        private DocumentSubmitted submitted(DocumentRequest request) {
            Instant now = clock.instant();
            String docId = request.docId() == null ? ids.next() : request.docId();
            long version = request.version() == null ? versions.next() : request.version();
            return request.submitted(docId, version, request.content(), null, now);
        }

        private static Submission refused(Line line, Violation violation) {
            return new Refused(new LineResult(line.number(), null, List.of(violation)));
        }
    }
}
