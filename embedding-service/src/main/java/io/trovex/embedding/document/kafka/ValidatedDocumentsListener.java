package io.trovex.embedding.document.kafka;

import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Topics;
import io.trovex.embedding.document.DocumentEmbedder;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.stage.Stage;
import io.trovex.stage.Stages;
import io.trovex.stage.objects.ClaimCheck;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Runs {@link DocumentEmbedder} over {@code documents.validated} into the configured generation's topic. Its group
 * carries the generation's name: a new generation reads every validated document again. Two consumers, so that one has
 * work for the model while the other waits for the broker.
 */
@Component
class ValidatedDocumentsListener {
    /** Of the configured generation; those beside it add their names. */
    static final String STAGE = "embedding";

    private final Stage<DocumentValidated> stage;

    ValidatedDocumentsListener(
            Stages stages, DocumentEmbedder embedder, ClaimCheck claims, Generation generation, EmbeddingModel model) {
        ModelTrial trial = new ModelTrial(model::objection, Integer.MAX_VALUE, _ -> {});
        this.stage = new GenerationEmbedding(generation, embedder, claims, trial).stage(stages, STAGE);
    }

    /** Started once the log says that the generation lives. Polls are small, for freshness; half an hour suffices for one full of the longest documents. */
    @KafkaListener(
            id = "#{'embedding.' + @generation.id()}",
            topics = Topics.DOCUMENTS_VALIDATED,
            autoStartup = "false",
            concurrency = "2",
            properties = {"max.poll.records=64", "max.poll.interval.ms=1800000"})
    void onPoll(List<ConsumerRecord<byte[], byte[]>> poll) {
        stage.process(poll);
    }
}
