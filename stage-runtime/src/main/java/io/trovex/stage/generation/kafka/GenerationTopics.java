package io.trovex.stage.generation.kafka;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Topics;
import io.trovex.stage.DependencyUnavailableException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.kafka.core.KafkaAdmin;

/** The topics and groups of generations that come and go. Idempotent, so every service may ask. */
public final class GenerationTopics {
    private static final int PATIENCE_SECONDS = 10;

    private final KafkaAdmin admin;
    private final Function<Generation, NewTopic[]> plan;

    /** @param plan all topics that a generation needs */
    public GenerationTopics(KafkaAdmin admin, Function<Generation, NewTopic[]> plan) {
        this.admin = admin;
        this.plan = plan;
    }

    /** Makes the generation's topic and its dead letters', unless they are there. */
    public void create(Generation generation) {
        List<NewTopic> wanted = Arrays.stream(plan.apply(generation))
                .filter(topic -> own(generation).contains(topic.name()))
                .toList();
        try (Admin client = client()) {
            var results = client.createTopics(wanted).values();
            results.values().forEach(result -> await(result, TopicExistsException.class));
        }
    }

    /** Removes them, with the groups that read for the generation. */
    public void delete(Generation generation) {
        try (Admin client = client()) {
            var topics = client.deleteTopics(own(generation)).topicNameValues();
            if (topics != null) {
                topics.values().forEach(result -> await(result, UnknownTopicOrPartitionException.class));
            }
            var groups = client.deleteConsumerGroups(
                            List.of("embedding." + generation.id(), "index." + generation.id()))
                    .deletedGroups();
            groups.values().forEach(result -> await(result, GroupIdNotFoundException.class));
        }
    }

    private Admin client() {
        return Admin.create(admin.getConfigurationProperties());
    }

    private static List<String> own(Generation generation) {
        return List.of(generation.topic(), Topics.deadLetters(generation.topic()));
    }

    private static void await(KafkaFuture<Void> result, Class<? extends Throwable> harmless) {
        try {
            result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!harmless.isInstance(e.getCause())) {
                throw new DependencyUnavailableException("broker", "the broker refuses", e);
            }
        } catch (TimeoutException e) {
            throw new DependencyUnavailableException("broker", "the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("process", "interrupted", e);
        }
    }
}
