package io.trovex.ingest.objects.kafka;

import io.trovex.ingest.objects.AddressScan;
import io.trovex.ingest.objects.ReferenceReader;
import io.trovex.stage.DependencyUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** Reads all partitions from their beginning with a consumer of no group. */
final class LogReader implements ReferenceReader {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> read = new HashMap<>();

    LogReader(ConsumerFactory<byte[], byte[]> consumers) {
        Properties alone = new Properties();
        alone.setProperty("enable.auto.commit", "false");
        alone.setProperty("default.api.timeout.ms", String.valueOf(PATIENCE.toMillis()));
        try {
            this.consumer = consumers.createConsumer(null, null, null, alone);
        } catch (KafkaException e) {
            throw new DependencyUnavailableException("the log cannot be read", e);
        }
    }

    @Override
    public long readOn(java.util.function.Consumer<String> address, Runnable progress) {
        try {
            Map<TopicPartition, Long> ends = ends();
            consumer.assign(ends.keySet());
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

    /** Partitions may have come since the last call. */
    private Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(
                LoggedReferences.partitions(consumer.listTopics().values()));
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
