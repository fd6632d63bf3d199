package io.trovex.benchmarks.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads whole topics as they are now. */
final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicReader(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    Set<String> topics() {
        return consumer.listTopics().keySet();
    }

    /** Every record that the topic holds at the time of the call, each partition in its order. */
    void forEach(String topic, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.seekToBeginning(partitions);
        Set<TopicPartition> open = partitions.stream()
                .filter(partition -> consumer.position(partition) < Objects.requireNonNull(ends.get(partition)))
                .collect(Collectors.toSet());
        while (!open.isEmpty()) {
            consumer.poll(Duration.ofMillis(500)).forEach(visitor);
            open.removeIf(partition -> consumer.position(partition) >= Objects.requireNonNull(ends.get(partition)));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
