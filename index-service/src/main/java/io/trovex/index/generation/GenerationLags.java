package io.trovex.index.generation;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Topics;
import io.trovex.index.engine.SearchIndex;
import io.trovex.stage.DependencyUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Asks the broker how far behind the log a generation is. Thread-safe. */
@Component
class GenerationLags implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;
    private static final String VALIDATION = "validation";

    private final Admin admin;

    GenerationLags(KafkaAdmin admin) {
        this.admin = Admin.create(admin.getConfigurationProperties());
    }

    /** @throws DependencyUnavailableException if the broker does not answer */
    GenerationProgress of(SearchIndex index) {
        Generation generation = index.generation();
        // the later stage first: what the earlier one sends meanwhile can only make the sum too large
        Map<Integer, Long> indexed = index.offsets();
        long embedded = lag(ends(generation.topic()), indexed);
        Map<Integer, Long> committed = committed(generation);
        long validated = lag(ends(Topics.DOCUMENTS_VALIDATED), committed);
        return new GenerationProgress(index.statistics().documents(), validated, embedded);
    }

    /** @throws DependencyUnavailableException if the broker does not answer */
    LogEnd end() {
        return new LogEnd(ends(Topics.DOCUMENTS_VALIDATED));
    }

    /** The end of what is submitted. @throws DependencyUnavailableException if the broker does not answer */
    SubmittedEnd submitted(Instant now) {
        return new SubmittedEnd(now, ends(Topics.DOCUMENTS_SUBMITTED));
    }

    /** Whether every record until the end is searchable, or was refused on its way. */
    boolean isThrough(SearchIndex index, SubmittedEnd submitted) {
        LogEnd validated = submitted.validated();
        if (validated == null) {
            if (lag(submitted.ends(), committed(VALIDATION)) > 0) {
                return false;
            }
            // offsets commit when every verdict is in the log, so the topic holds them all now
            validated = end();
            submitted.validated(validated);
        }
        return behind(index, validated) == 0;
    }

    /**
     * Records until the end that the generation has still to embed, or else to index.
     *
     * @param end the same at each look, for one generation
     */
    long behind(SearchIndex index, LogEnd end) {
        Generation generation = index.generation();
        long validated = lag(end.validated(), committed(generation));
        if (validated > 0) {
            return validated;
        }
        // offsets commit when every result is in the log, so the topic holds them all now
        Map<Integer, Long> embedded = end.embedded() == null ? ends(generation.topic()) : end.embedded();
        end.embedded(embedded);
        return lag(embedded, index.offsets());
    }

    private Map<Integer, Long> committed(Generation generation) {
        return committed("embedding." + generation.id());
    }

    private Map<Integer, Long> committed(String group) {
        Map<Integer, Long> committed = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        offsets.forEach((partition, at) -> {
            if (at != null) {
                committed.put(partition.partition(), at.offset());
            }
        });
        return committed;
    }

    /** Whether somebody embeds for the generation: in an empty log nothing else tells that its model could be loaded. */
    boolean isEmbedded(Generation generation) {
        String group = "embedding." + generation.id();
        return await(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
                        .anyMatch(listed -> listed.groupId().equals(group))
                && await(admin.describeConsumerGroups(List.of(group))
                                .describedGroups()
                                .get(group))
                        .members()
                        .stream()
                        .anyMatch(
                                member -> !member.assignment().topicPartitions().isEmpty());
    }

    @Override
    public void close() {
        // nobody waits any more for what a broker that is away was asked last
        admin.close(Duration.ZERO);
    }

    private static long lag(Map<Integer, Long> ends, Map<Integer, Long> at) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - at.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /**
     * Offsets of the first record since then in the generation's topic, by partition; absent where there is none.
     *
     * @throws DependencyUnavailableException if the broker does not answer
     */
    Map<Integer, Long> since(Generation generation, Instant moment) {
        Map<Integer, Long> first = offsets(generation.topic(), OffsetSpec.forTimestamp(moment.toEpochMilli()));
        first.values().removeIf(offset -> offset < 0);
        return first;
    }

    private Map<Integer, Long> ends(String topic) {
        return offsets(topic, OffsetSpec.latest());
    }

    private Map<Integer, Long> offsets(String topic, OffsetSpec which) {
        TopicDescription description =
                await(admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        description.partitions().forEach(p -> asked.put(new TopicPartition(topic, p.partition()), which));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                await(admin.listOffsets(asked).all());
        Map<Integer, Long> offsets = new HashMap<>();
        found.forEach((partition, at) -> offsets.put(partition.partition(), at.offset()));
        return offsets;
    }

    private static <T> T await(@Nullable KafkaFuture<T> answer) {
        try {
            return Objects.requireNonNull(answer).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DependencyUnavailableException("broker", "the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("process", "interrupted", e);
        }
    }
}
