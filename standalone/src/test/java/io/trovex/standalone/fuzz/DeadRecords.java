package io.trovex.standalone.fuzz;

import io.trovex.contracts.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.support.KafkaHeaders;

/** Follows the dead-letter topics and remembers which records lie there. */
final class DeadRecords implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<String> origins = new HashSet<>();

    DeadRecords(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.listTopics().entrySet().stream()
                .filter(topic -> topic.getKey().endsWith(Topics.deadLetters("")))
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    /** As {@code topic:partition:offset}, what the last look did not see too. */
    synchronized Set<String> origins() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        while (!records.isEmpty()) {
            records.forEach(this::add);
            records = consumer.poll(POLL);
        }
        return Set.copyOf(origins);
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        byte[] partition = header(record, KafkaHeaders.DLT_ORIGINAL_PARTITION);
        byte[] offset = header(record, KafkaHeaders.DLT_ORIGINAL_OFFSET);
        // what the test itself planted has none, or nonsense
        if (partition.length == Integer.BYTES && offset.length == Long.BYTES) {
            origins.add(String.join(
                    ":",
                    List.of(
                            Topics.sourceOf(record.topic()),
                            String.valueOf(ByteBuffer.wrap(partition).getInt()),
                            String.valueOf(ByteBuffer.wrap(offset).getLong()))));
        }
    }

    private static byte[] header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? new byte[0] : header.value();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
