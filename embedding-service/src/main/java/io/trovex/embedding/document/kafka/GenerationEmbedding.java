package io.trovex.embedding.document.kafka;

import io.trovex.contracts.ContentRef;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Topics;
import io.trovex.embedding.document.DocumentEmbedder;
import io.trovex.embedding.document.Embedding;
import io.trovex.embedding.model.InferenceException;
import io.trovex.stage.DataFaultException;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.Incoming;
import io.trovex.stage.Result;
import io.trovex.stage.Stage;
import io.trovex.stage.Stages;
import io.trovex.stage.objects.ClaimCheck;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

/**
 * Embeds validated documents for one generation. One that the model refuses every time, while its golden sentences pass,
 * becomes a dead letter; a model that fails those is waited for. Thread-safe.
 */
final class GenerationEmbedding {
    /** Of text: with its vectors, and those as JSON, it takes some seven times as much of memory. */
    private static final long SLICE_BYTES = 4L << 20;

    private static final int ATTEMPTS = 3;

    private final Generation generation;
    private final DocumentEmbedder embedder;
    private final ClaimCheck claims;
    private final ModelTrial trial;

    GenerationEmbedding(Generation generation, DocumentEmbedder embedder, ClaimCheck claims, ModelTrial trial) {
        this.generation = generation;
        this.embedder = embedder;
        this.claims = claims;
        this.trial = trial;
    }

    /** Begins the stage that runs it over {@code documents.validated}. */
    Stage<DocumentValidated> stage(Stages stages, String name) {
        return stages.stage(name, Topics.DOCUMENTS_VALIDATED, DocumentValidated.class)
                .slicing(SLICE_BYTES, GenerationEmbedding::bytes)
                .concurrently(this::embed);
    }

    private static long bytes(DocumentValidated document) {
        ContentRef reference = document.contentRef();
        return reference == null
                ? Objects.requireNonNullElse(document.content(), "").length()
                : reference.bytes();
    }

    private Result embed(Incoming<DocumentValidated> incoming) {
        DocumentValidated document = incoming.event();
        try {
            String body = claims.redeem(document.content(), document.contentRef());
            return switch (embed(document, body)) {
                case Embedding.Embedded(var embedded) -> new Result.Forward(generation.topic(), embedded);
                case Embedding.Refused(var violations) -> new Result.Reject(violations);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("interrupted while embedding", e);
        }
    }

    /** Again for this document alone: passages that got their vectors keep them. */
    private Embedding embed(DocumentValidated document, String body) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Embedding embedding = embedder.embed(document, body);
                if (embedding instanceof Embedding.Embedded(var embedded)
                        && document.embedding() == null
                        && !embedded.passages().isEmpty()) {
                    trial.passed();
                }
                return embedding;
            } catch (RejectedExecutionException e) {
                throw e;
            } catch (InferenceException e) {
                trial.requireSound(e);
                if (attempt == ATTEMPTS) {
                    trial.refused(String.valueOf(e.getMessage()));
                    throw new DataFaultException(
                            "inference_failed", "the model refuses the document: " + e.getMessage(), e);
                }
            } catch (RuntimeException e) {
                trial.refused(String.valueOf(e.getMessage()));
                throw e;
            }
        }
    }
}
