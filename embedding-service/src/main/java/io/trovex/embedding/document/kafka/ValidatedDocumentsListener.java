package io.trovex.embedding.document.kafka;

import io.trovex.contracts.ContentRef;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Topics;
import io.trovex.embedding.document.DocumentEmbedder;
import io.trovex.embedding.document.Embedding;
import io.trovex.embedding.model.InferenceException;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.Incoming;
import io.trovex.stage.Result;
import io.trovex.stage.Stage;
import io.trovex.stage.Stages;
import io.trovex.stage.objects.ClaimCheck;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Runs {@link DocumentEmbedder} over {@code documents.validated} into the generation's topic. Its group carries the
 * generation's name: a new generation reads every validated document again. Two consumers, so that one has work for the
 * model while the other waits for the broker.
 */
@Component
class ValidatedDocumentsListener {
    /** Of text: with its vectors, and those as JSON, it takes some seven times as much of memory. */
    private static final long SLICE_BYTES = 4L << 20;

    private final Stage<DocumentValidated> stage;
    private final DocumentEmbedder embedder;
    private final ClaimCheck claims;
    private final Generation generation;

    ValidatedDocumentsListener(Stages stages, DocumentEmbedder embedder, ClaimCheck claims, Generation generation) {
        this.embedder = embedder;
        this.claims = claims;
        this.generation = generation;
        this.stage = stages.stage("embedding", Topics.DOCUMENTS_VALIDATED, DocumentValidated.class)
                .slicing(SLICE_BYTES, ValidatedDocumentsListener::bytes)
                .concurrently(this::embed);
    }

    /** Polls are small, for freshness; half an hour suffices for one full of the longest documents. */
    @KafkaListener(
            id = "#{'embedding.' + @generation.id()}",
            topics = Topics.DOCUMENTS_VALIDATED,
            concurrency = "2",
            properties = {"max.poll.records=64", "max.poll.interval.ms=1800000"})
    void onPoll(List<ConsumerRecord<byte[], byte[]>> poll) {
        stage.process(poll);
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
            return switch (embedder.embed(document, body)) {
                case Embedding.Embedded(var embedded) -> new Result.Forward(generation.topic(), embedded);
                case Embedding.Refused(var violations) -> new Result.Reject(violations);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("interrupted while embedding", e);
        } catch (InferenceException e) {
            throw new DependencyUnavailableException("model", "the model cannot run", e);
        }
    }
}
