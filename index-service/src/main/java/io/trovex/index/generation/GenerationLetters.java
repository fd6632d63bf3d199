package io.trovex.index.generation;

import io.trovex.contracts.DocumentVersion;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.Generations;
import io.trovex.stage.generation.kafka.GenerationLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds the dead letters of the stages that work for one generation. Each is read once: what was found is kept while the
 * generation lives, and reading goes on where it ended, so that topics of any length are read in the end. Thread-safe.
 */
@Component
class GenerationLetters {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final Supplier<Generations> generations;
    private final Duration patience;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    @Autowired
    GenerationLetters(ConsumerFactory<byte[], byte[]> consumers, GenerationLog log) {
        this(consumers, log::generations, PATIENCE);
    }

    /** @param patience longest time that one call reads */
    GenerationLetters(ConsumerFactory<byte[], byte[]> consumers, Supplier<Generations> generations, Duration patience) {
        this.consumers = consumers;
        this.generations = generations;
        this.patience = patience;
    }

    /**
     * What a generation's stages gave up.
     *
     * @param documents each in its version
     * @param unreadable letters that do not say which document they are about
     */
    record Letters(Set<DocumentVersion> documents, long unreadable) {}

    /** How far the letters of one generation are read. */
    private static final class Reading {
        private final Map<TopicPartition, Long> next = new HashMap<>();
        private final Set<DocumentVersion> documents = new LinkedHashSet<>();
        private long unreadable;
    }

    /** @throws DependencyUnavailableException if the broker does not give them all in time; the next call goes on */
    Letters of(Generation generation) {
        readings.keySet()
                .retainAll(generations.get().live().stream()
                        .map(GenerationLife::id)
                        .toList());
        Reading reading = readings.computeIfAbsent(generation.id(), _ -> new Reading());
        synchronized (reading) {
            try (Consumer<byte[], byte[]> consumer = consumers.createConsumer(null, "generation-letters", null)) {
                read(consumer, generation, reading);
            } catch (KafkaException e) {
                throw new DependencyUnavailableException("broker", "the dead letters cannot be read", e);
            }
            return new Letters(Set.copyOf(reading.documents), reading.unreadable);
        }
    }

    private void read(Consumer<byte[], byte[]> consumer, Generation generation, Reading reading) {
        Set<String> stages = Set.of("embedding." + generation.id(), "index." + generation.id());
        List<TopicPartition> partitions = Stream.of(
                        Topics.deadLetters(Topics.DOCUMENTS_VALIDATED), Topics.deadLetters(generation.topic()))
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        begin.forEach((partition, first) ->
                consumer.seek(partition, Math.max(first, reading.next.getOrDefault(partition, 0L))));
        long deadline = System.nanoTime() + patience.toNanos();
        long left = left(consumer, ends, reading);
        while (left > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (stages.contains(text(record, Headers.DEAD_LETTER_STAGE))) {
                    add(reading, text(record, Headers.CE_ID));
                }
            }
            left = left(consumer, ends, reading);
            if (left > 0 && System.nanoTime() - deadline > 0) {
                throw new DependencyUnavailableException(
                        "broker", "%,d dead letters are still to be read".formatted(left), null);
            }
        }
    }

    private static void add(Reading reading, @Nullable String about) {
        try {
            reading.documents.add(DocumentVersion.parse(String.valueOf(about)));
        } catch (IllegalArgumentException _) {
            reading.unreadable++;
        }
    }

    /** Notes too how far it is. */
    private static long left(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends, Reading reading) {
        ends.keySet().forEach(partition -> reading.next.put(partition, consumer.position(partition, PATIENCE)));
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - reading.next.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private static @Nullable String text(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
