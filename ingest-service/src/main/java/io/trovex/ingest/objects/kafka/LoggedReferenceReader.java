package io.trovex.ingest.objects.kafka;

import io.trovex.ingest.log.LogConsumers;
import io.trovex.ingest.objects.AddressScan;
import io.trovex.ingest.objects.ReferenceReader;
import io.trovex.stage.DependencyUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads all partitions from their beginning with a consumer of no group. */
final class LoggedReferenceReader implements ReferenceReader {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What leaves the log between two looks at it refers to nothing any more. */
    private static final Map<String, Object> SETTINGS = Map.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest", ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                    PATIENCE.toMillis());

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> read = new HashMap<>();

    LoggedReferenceReader(LogConsumers consumers) {
        try {
            this.consumer = consumers.open("references", SETTINGS);
        } catch (KafkaException e) {
            throw new DependencyUnavailableException("the log cannot be read", e);
        }
    }

    @Override
    public long readOn(java.util.function.Consumer<String> address, Runnable progress) {
        try {
            // partitions may have come since the last call
            consumer.assign(LoggedReferences.partitions(consumer.listTopics().values()));
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            seek(ends.keySet());
            long records = 0;
            long progressedAt = System.nanoTime();
            while (!atEnd(ends)) {
                long before = records;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    records++;
                    if (record.value() != null) {
                        AddressScan.scan(record.value(), address);
                    }
                }
                progress.run();
                if (records > before) {
                    progressedAt = System.nanoTime();
                } else if (System.nanoTime() - progressedAt > PATIENCE.toNanos()) {
                    throw new DependencyUnavailableException(
                            "the log does not give its records", new TimeoutException("no record for " + PATIENCE));
                }
            }
            ends.keySet().forEach(partition -> read.put(partition, consumer.position(partition)));
            return records;
        } catch (KafkaException e) {
            throw new DependencyUnavailableException("the log cannot be read", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void seek(Set<TopicPartition> partitions) {
        consumer.seekToBeginning(partitions.stream()
                .filter(partition -> !read.containsKey(partition))
                .collect(Collectors.toSet()));
        partitions.stream()
                .filter(read::containsKey)
                .forEach(partition -> consumer.seek(partition, read.getOrDefault(partition, 0L)));
    }

    private boolean atEnd(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
