package io.trovex.index.document.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.index.engine.SearchIndex;
import io.trovex.stage.Stages;
import io.trovex.stage.objects.ClaimCheck;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.stereotype.Component;

/** Runs {@link EmbeddedDocuments} for the configured generation. */
@Component
class EmbeddedDocumentsListener implements ConsumerSeekAware {
    private final EmbeddedDocuments documents;

    EmbeddedDocumentsListener(
            Stages stages, SearchIndex index, Outcomes outcomes, ClaimCheck claims, Clock clock, MeterRegistry meters) {
        this.documents = new EmbeddedDocuments("index", stages, index, claims, clock, meters, outcomes);
    }

    @Override
    public void registerSeekCallback(ConsumerSeekCallback callback) {
        documents.registerSeekCallback(callback);
    }

    @Override
    public void unregisterSeekCallback() {
        documents.unregisterSeekCallback();
    }

    @Override
    public void onPartitionsRevoked(@Nullable Collection<TopicPartition> partitions) {
        documents.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsAssigned(Map<TopicPartition, Long> assignments, ConsumerSeekCallback seeks) {
        documents.onPartitionsAssigned(assignments, seeks);
    }

    @KafkaListener(id = "#{'index.' + @generation.id()}", topics = "#{@generation.topic()}")
    void onPoll(List<ConsumerRecord<byte[], byte[]>> poll) {
        documents.onMessage(poll);
    }
}
