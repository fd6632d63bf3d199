package io.trovex.benchmarks.queues;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic with a consumer group; a poll's offsets are committed when its tasks are done. */
final class KafkaTaskTopic implements TaskQueue {
    private static final String TOPIC = "tasks";
    private static final int MOST = 100;

    private final String servers;
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;

    /** @param claimAfter when the partitions of a consumer that is silent go to another */
    KafkaTaskTopic(String servers, Duration claimAfter) {
        this.servers = servers;
        create();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all", "linger.ms", "0"),
                new StringSerializer(),
                new StringSerializer());
        consumer = consumer(Map.of(
                "bootstrap.servers",
                servers,
                "group.id",
                "workers",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false",
                "max.poll.records",
                MOST,
                "session.timeout.ms",
                Math.toIntExact(claimAfter.toMillis()),
                "heartbeat.interval.ms",
                Math.toIntExact(claimAfter.toMillis() / 3)));
        consumer.subscribe(List.of(TOPIC));
    }

    @Override
    public CompletableFuture<?> put(String task) {
        CompletableFuture<Boolean> sent = new CompletableFuture<>();
        var _ = producer.send(new ProducerRecord<>(TOPIC, task), (_, failure) -> {
            if (failure == null) {
                sent.complete(true);
            } else {
                sent.completeExceptionally(failure);
            }
        });
        return sent;
    }

    @Override
    public List<String> take() {
        return tasks(consumer.poll(Duration.ofMillis(500)));
    }

    @Override
    public void acknowledge() {
        consumer.commitSync();
    }

    @Override
    public List<String> readAll() {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        try (KafkaConsumer<String, String> reader =
                consumer(Map.of("bootstrap.servers", servers, "enable.auto.commit", "false"))) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<String> all = new ArrayList<>();
            while (reader.position(partition) < end) {
                all.addAll(tasks(reader.poll(Duration.ofMillis(500))));
            }
            return all;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        consumer.close();
    }

    private void create() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) servers))) {
            Void _ = admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static KafkaConsumer<String, String> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    private static List<String> tasks(Iterable<ConsumerRecord<String, String>> records) {
        List<String> tasks = new ArrayList<>();
        records.forEach(record -> tasks.add(record.value()));
        return tasks;
    }
}
