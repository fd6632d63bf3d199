package io.trovex.validation.record;

import io.trovex.contracts.ContentRef;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Vector;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A valid submission whose fields a test sets one by one, to null as well: the wire may say anything. */
final class Submissions {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Nullable
    String docId = "ocean-7";

    long version = 7;

    @Nullable
    Operation operation = Operation.UPSERT;

    @Nullable
    String title = "How oceans move heat";

    @Nullable
    String content = "Warm water rises at the equator and sinks near the poles.";

    @Nullable
    ContentRef contentRef;

    @Nullable
    String source = "encyclopedia";

    @Nullable
    Instant timestamp = NOW;

    @Nullable
    Map<String, Object> metadata = Map.of();

    @Nullable
    Vector embedding;

    @Nullable
    String embeddingModel;

    @Nullable
    Instant submittedAt = NOW;

    @SuppressWarnings("NullAway") // what JSON leaves out is null, whatever the record promises
    DocumentSubmitted build() {
        return new DocumentSubmitted(
                docId,
                version,
                operation,
                title,
                content,
                contentRef,
                source,
                timestamp,
                metadata,
                embedding,
                embeddingModel,
                submittedAt);
    }
}
