package io.trovex.validation.record;

import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Violation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a submitted document may go on, and normalises it if so. Thread-safe. A redelivered record gets the
 * same verdict, except that a timestamp stops lying in the future.
 */
public final class DocumentRules {
    private final RecordConstraints constraints;
    private final TimestampRules timestamps;
    private final MetadataRules metadata;
    private final EmbeddingRules embeddings;
    private final DocumentLimits limits;
    private final LanguageDetection languages;

    /** @param generations that are current, the serving one first: they say which vectors a client may bring */
    public DocumentRules(
            DocumentLimits limits, Supplier<List<Generation>> generations, LanguageDetection languages, Clock clock) {
        this.constraints = new RecordConstraints(limits);
        this.timestamps = new TimestampRules(limits, clock);
        this.metadata = new MetadataRules(limits);
        this.embeddings = new EmbeddingRules(generations);
        this.limits = limits;
        this.languages = languages;
    }

    /**
     * @param document as read from JSON, so anything in it may be missing
     * @param body its content, wherever it lies; empty if it has none
     */
    public Verdict judge(DocumentSubmitted document, String body) {
        Violations violations = new Violations();
        constraints.check(document, violations);
        if (document.docId() != null) {
            CharacterRules.checkName("doc_id", document.docId(), violations);
        }
        String model = document.operation() == Operation.DELETE ? null : checkUpsert(document, body, violations);
        List<Violation> found = violations.found();
        if (!found.isEmpty()) {
            return new Verdict.Rejected(found);
        }
        return new Verdict.Accepted(
                document.operation() == Operation.DELETE ? delete(document) : upsert(document, body, model));
    }

    /** Returns the model of the document's own vector, if it has one. */
    private @Nullable String checkUpsert(DocumentSubmitted document, String body, Violations violations) {
        checkBody(document, body, violations);
        if (document.title() != null) {
            CharacterRules.checkText("title", document.title(), violations);
        }
        if (document.timestamp() != null) {
            timestamps.check(document.timestamp(), violations);
        }
        if (document.metadata() != null) {
            metadata.check(document.metadata(), violations);
        }
        return embeddings.check(document.embedding(), document.embeddingModel(), violations);
    }

    private void checkBody(DocumentSubmitted document, String body, Violations violations) {
        if (document.content() != null && document.contentRef() != null) {
            violations.add("content_ref", "ambiguous", "must not stand beside content");
        }
        if (NormalisedText.isBlank(body)) {
            violations.add("content", "blank", "must hold a visible character");
        }
        if (body.length() > limits.maxBodyLength()) {
            violations.add(
                    "content",
                    "too_long",
                    "must be at most %d characters long, got %d".formatted(limits.maxBodyLength(), body.length()));
        }
        CharacterRules.checkText("content", body, violations);
    }

    private DocumentValidated upsert(DocumentSubmitted document, String body, @Nullable String model) {
        String content = NormalisedText.body(body);
        return new DocumentValidated(
                document.docId(),
                document.version(),
                Operation.UPSERT,
                title(document.title()),
                content,
                null,
                ContentHash.of(content),
                document.source(),
                document.timestamp(),
                languages.languageOf(content),
                document.metadata(),
                document.embedding(),
                model,
                document.submittedAt());
    }

    private static @Nullable String title(@Nullable String title) {
        return title == null || NormalisedText.isBlank(title) ? null : NormalisedText.line(title);
    }

    /** Only what a tombstone needs. */
    private static DocumentValidated delete(DocumentSubmitted document) {
        return new DocumentValidated(
                document.docId(),
                document.version(),
                Operation.DELETE,
                null,
                null,
                null,
                null,
                null,
                document.timestamp() == null ? document.submittedAt() : document.timestamp(),
                null,
                Map.of(),
                null,
                null,
                document.submittedAt());
    }
}
