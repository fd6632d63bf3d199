package io.trovex.standalone;

import io.trovex.contracts.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Whether the stages have read their inputs to the end. */
final class StageLag implements AutoCloseable {
    private final Admin admin;
    private final String generation;

    StageLag(String bootstrapServers, String generation) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.generation = generation;
    }

    /** In the order of the flow: what one has written, the next is asked for. */
    boolean isZero() {
        List<String> inputs = Topics.documentInputs(generation);
        List<String> groups = List.of("validation", "embedding." + generation, "index." + generation);
        return IntStream.range(0, inputs.size()).allMatch(i -> read(groups.get(i), inputs.get(i)));
    }

    @Override
    public void close() {
        admin.close();
    }

    private boolean read(String group, String topic) {
        List<TopicPartition> partitions = await(
                        admin.describeTopics(List.of(topic)).allTopicNames())
                .values()
                .stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        var ends = await(admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                .all());
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return partitions.stream().allMatch(partition -> {
            OffsetAndMetadata at = committed.get(partition);
            return (at == null ? 0 : at.offset())
                    == Objects.requireNonNull(ends.get(partition)).offset();
        });
    }

    private static <T> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
