package io.trovex.standalone.batch;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Violation;
import io.trovex.embedding.document.DocumentEmbedder;
import io.trovex.embedding.document.Embedding;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.passage.PassageLimits;
import io.trovex.embedding.passage.PassageSplitter;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.validation.record.DocumentLimits;
import io.trovex.validation.record.DocumentRules;
import io.trovex.validation.record.LanguageDetection;
import io.trovex.validation.record.Verdict;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** Validation and embedding, one after the other, set as the services are by default. Thread-safe. */
final class DocumentStages {
    private final DocumentRules rules;
    private final DocumentEmbedder embedder;

    DocumentStages(Generation generation, EmbeddingModel model, EmbeddingEngine engine) {
        rules = new DocumentRules(
                DocumentLimits.DEFAULT, () -> List.of(generation), LanguageDetection.load(), Clock.systemUTC());
        PassageSplitter splitter = new PassageSplitter(model, PassageLimits.DEFAULTS);
        embedder = new DocumentEmbedder(generation, splitter, engine);
    }

    StagedLine run(Submission submission) throws InterruptedException {
        return switch (submission) {
            case Submission.Refused(var result) -> new StagedLine(result, null);
            case Submission.Accepted(var line, var document) -> validate(line, document);
        };
    }

    private StagedLine validate(long line, DocumentSubmitted document) throws InterruptedException {
        String content = Objects.requireNonNullElse(document.content(), "");
        return switch (rules.judge(document, content)) {
            case Verdict.Rejected(var violations) -> rejected(line, document.docId(), violations);
            case Verdict.Accepted(var validated) -> embed(line, validated);
        };
    }

    private StagedLine embed(long line, DocumentValidated document) throws InterruptedException {
        String body = Objects.requireNonNullElse(document.content(), "");
        return switch (embedder.embed(document, body)) {
            case Embedding.Refused(var violations) -> rejected(line, document.docId(), violations);
            case Embedding.Embedded(var embedded) ->
                new StagedLine(new LineResult(line, embedded.docId(), List.of()), indexable(embedded));
        };
    }

    private static StagedLine rejected(long line, String docId, List<Violation> violations) {
        return new StagedLine(new LineResult(line, docId, violations), null);
    }

    private static IndexableDocument indexable(DocumentEmbedded document) {
        return new IndexableDocument(document, document.operation() == Operation.DELETE ? null : document.content());
    }
}
