package io.trovex.index.generation;

import io.trovex.contracts.DocumentVersion;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import io.trovex.stage.DependencyUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Finds the dead letters of the stages that work for one generation. */
@Component
class GenerationLetters {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final ConsumerFactory<byte[], byte[]> consumers;

    GenerationLetters(ConsumerFactory<byte[], byte[]> consumers) {
        this.consumers = consumers;
    }

    /**
     * Every version of a document that one of them gave up.
     *
     * @throws DependencyUnavailableException if the broker does not give them in time
     */
    Set<DocumentVersion> of(Generation generation) {
        Set<String> stages = Set.of("embedding." + generation.id(), "index." + generation.id());
        Set<DocumentVersion> letters = new LinkedHashSet<>();
        try (Consumer<byte[], byte[]> consumer = consumers.createConsumer(null, "generation-letters", null)) {
            List<TopicPartition> partitions =
                    List.of(Topics.deadLetters(Topics.DOCUMENTS_VALIDATED), Topics.deadLetters(generation.topic()))
                            .stream()
                            .flatMap(topic -> consumer.partitionsFor(topic).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (isBefore(consumer, ends)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new DependencyUnavailableException("broker", "the dead letters are too slow to read", null);
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    String about = text(record, Headers.CE_ID);
                    if (stages.contains(text(record, Headers.DEAD_LETTER_STAGE)) && about != null) {
                        letters.add(DocumentVersion.parse(about));
                    }
                }
            }
        } catch (KafkaException e) {
            throw new DependencyUnavailableException("broker", "the dead letters cannot be read", e);
        }
        return letters;
    }

    private static boolean isBefore(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue());
    }

    private static @Nullable String text(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
