package io.trovex.embedding.document;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Passage;
import io.trovex.contracts.Vector;
import io.trovex.contracts.Violation;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.passage.PassageSplitter;
import io.trovex.embedding.passage.TextPassage;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a document's passages their vectors. A redelivered document gets the same bytes again, whatever is embedded
 * beside it. Thread-safe.
 */
public final class DocumentEmbedder {
    private final Generation generation;
    private final PassageSplitter splitter;
    private final EmbeddingEngine engine;

    public DocumentEmbedder(Generation generation, PassageSplitter splitter, EmbeddingEngine engine) {
        this.generation = generation;
        this.splitter = splitter;
        this.engine = engine;
    }

    /**
     * A vector that another model made is not looked at: the text gets one.
     *
     * @param body the document's, wherever it travelled; not looked at on a delete
     * @throws java.util.concurrent.RejectedExecutionException if the engine closes meanwhile
     */
    public Embedding embed(DocumentValidated document, String body) throws InterruptedException {
        if (document.operation() == Operation.DELETE) {
            return embedded(document, List.of());
        }
        Vector own = document.embedding();
        if (own == null || !generation.model().equals(document.embeddingModel())) {
            return embedded(document, embed(splitter.split(document.title(), body)));
        }
        List<Violation> violations = OwnVector.violations(own, generation);
        return violations.isEmpty()
                ? embedded(document, List.of(new Passage(0, body.length(), OwnVector.normalised(own))))
                : new Embedding.Refused(violations);
    }

    private List<Passage> embed(List<TextPassage> parts) throws InterruptedException {
        List<Vector> vectors =
                engine.passages(parts.stream().map(TextPassage::text).toList());
        List<Passage> passages = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            passages.add(new Passage(parts.get(i).start(), parts.get(i).end(), vectors.get(i)));
        }
        return passages;
    }

    private Embedding embedded(DocumentValidated document, List<Passage> passages) {
        return new Embedding.Embedded(new DocumentEmbedded(
                document.docId(),
                document.version(),
                document.operation(),
                generation.id(),
                generation.model(),
                document.title(),
                document.content(),
                document.contentRef(),
                document.contentHash(),
                document.source(),
                document.timestamp(),
                document.language(),
                document.metadata(),
                passages,
                document.submittedAt()));
    }
}
