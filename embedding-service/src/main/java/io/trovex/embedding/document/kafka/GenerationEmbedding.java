package io.trovex.embedding.document.kafka;

import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Generation;
import io.trovex.embedding.document.DocumentEmbedder;
import io.trovex.embedding.document.Embedding;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.model.InferenceException;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.Incoming;
import io.trovex.stage.Result;
import io.trovex.stage.objects.ClaimCheck;

/** Embeds for a generation beside the configured one, from its own engine. Thread-safe. */
final class GenerationEmbedding {
    private final Generation generation;
    private final DocumentEmbedder embedder;
    private final EmbeddingEngine engine;
    private final ClaimCheck claims;
    private final Refusals refusals;

    GenerationEmbedding(
            Generation generation,
            DocumentEmbedder embedder,
            EmbeddingEngine engine,
            ClaimCheck claims,
            Refusals refusals) {
        this.generation = generation;
        this.embedder = embedder;
        this.engine = engine;
        this.claims = claims;
        this.refusals = refusals;
    }

    Generation generation() {
        return generation;
    }

    void share(double turns) {
        engine.share(turns);
    }

    /** Ends what waits for the model. */
    void close() {
        engine.close();
    }

    Result embed(Incoming<DocumentValidated> incoming) {
        DocumentValidated document = incoming.event();
        try {
            String body = claims.redeem(document.content(), document.contentRef());
            return switch (embedder.embed(document, body)) {
                case Embedding.Embedded(var embedded) -> {
                    refusals.passed();
                    yield new Result.Forward(generation.topic(), embedded);
                }
                case Embedding.Refused(var violations) -> {
                    refusals.refused(String.valueOf(violations));
                    yield new Result.Reject(violations);
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("interrupted while embedding", e);
        } catch (InferenceException e) {
            refusals.refused(String.valueOf(e.getMessage()));
            throw new DependencyUnavailableException("model", "the model cannot run", e);
        }
    }
}
