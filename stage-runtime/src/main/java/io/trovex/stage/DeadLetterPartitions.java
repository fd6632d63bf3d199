package io.trovex.stage;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Before any listener starts, gives every dead-letter topic as many partitions as its source has, where topics existed
 * already with other counts. It only ever adds: a dead letter keeps its record's partition.
 */
final class DeadLetterPartitions implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterPartitions.class);
    private static final int PATIENCE_SECONDS = 30;

    private final KafkaAdmin admin;
    private final Generation generation;
    private volatile boolean running;

    DeadLetterPartitions(KafkaAdmin admin, Generation generation) {
        this.admin = admin;
        this.generation = generation;
    }

    /** @throws IllegalStateException if a dead-letter topic has too few partitions and cannot get more */
    @Override
    public void start() {
        List<String> sources = new ArrayList<>(Topics.documentInputs(generation.id()));
        sources.add(Topics.FEEDBACK_EVENTS);
        try (Admin client = Admin.create(admin.getConfigurationProperties())) {
            Map<String, NewPartitions> missing = new HashMap<>();
            for (String source : sources) {
                String letters = Topics.deadLetters(source);
                int wanted = partitions(client, source);
                int found = partitions(client, letters);
                if (found > 0 && found < wanted) {
                    LOG.warn("{} gets {} partitions instead of {}, as {} has", letters, wanted, found, source);
                    missing.put(letters, NewPartitions.increaseTo(wanted));
                }
            }
            await(client.createPartitions(missing).all());
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("dead-letter topics need as many partitions as their sources", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the topics exist, before the listeners. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }

    /** 0 for a topic that does not exist. */
    private static int partitions(Admin client, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            Map<String, TopicDescription> found =
                    await(client.describeTopics(List.of(topic)).allTopicNames());
            return found.values().iterator().next().partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw e;
        }
    }

    private static <T> T await(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
