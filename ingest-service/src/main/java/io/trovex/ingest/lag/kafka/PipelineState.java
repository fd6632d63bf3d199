package io.trovex.ingest.lag.kafka;

import io.trovex.contracts.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * What the brokers say at one moment: the consumer groups, what they have committed, and where each partition begins and
 * ends.
 *
 * @param committed by group; a partition that it never committed is not in it
 * @param starts of the partitions of every topic that a group reads, and of the dead letters
 * @param ends of the same
 */
record PipelineState(
        Map<String, ConsumerGroupDescription> groups,
        Map<String, Map<TopicPartition, Long>> committed,
        Map<TopicPartition, Long> starts,
        Map<TopicPartition, Long> ends) {
    private static final long PATIENCE_MS = 10_000;

    /** @throws IllegalStateException if the brokers do not answer in time */
    static PipelineState ask(Admin admin) {
        Set<String> names = await(
                        admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())
                .stream()
                .map(group -> group.groupId())
                .collect(Collectors.toSet());
        Map<String, ConsumerGroupDescription> groups =
                await(admin.describeConsumerGroups(names).all());
        Map<String, Map<TopicPartition, Long>> committed = committed(admin, names);
        Set<String> topics = new HashSet<>();
        committed.values().forEach(offsets -> offsets.keySet().forEach(partition -> topics.add(partition.topic())));
        groups.values().forEach(group -> assigned(group).forEach(partition -> topics.add(partition.topic())));
        await(admin.listTopics().names()).stream()
                .filter(topic -> topic.endsWith(Topics.deadLetters("")))
                .forEach(topics::add);
        Set<TopicPartition> partitions =
                partitions(await(admin.describeTopics(topics).allTopicNames()).values());
        return new PipelineState(
                new TreeMap<>(groups),
                committed,
                offsets(admin, partitions, OffsetSpec.earliest()),
                offsets(admin, partitions, OffsetSpec.latest()));
    }

    /** Which partitions the members have. */
    static Set<TopicPartition> assigned(ConsumerGroupDescription group) {
        return group.members().stream()
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .collect(Collectors.toSet());
    }

    /** Every partition of the topics that the group has to do with. */
    Stream<TopicPartition> partitionsOf(ConsumerGroupDescription group) {
        Set<String> topics = Stream.concat(
                        assigned(group).stream(), committed.getOrDefault(group.groupId(), Map.of()).keySet().stream())
                .map(TopicPartition::topic)
                .collect(Collectors.toSet());
        return ends.keySet().stream().filter(partition -> topics.contains(partition.topic()));
    }

    private static Map<String, Map<TopicPartition, Long>> committed(Admin admin, Set<String> groups) {
        Map<String, ListConsumerGroupOffsetsSpec> everything =
                groups.stream().collect(Collectors.toMap(group -> group, _ -> new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
        await(admin.listConsumerGroupOffsets(everything).all()).forEach((group, offsets) -> {
            Map<TopicPartition, Long> known = new HashMap<>();
            for (Map.Entry<TopicPartition, OffsetAndMetadata> offset : offsets.entrySet()) {
                if (offset.getValue() != null) {
                    known.put(offset.getKey(), offset.getValue().offset());
                }
            }
            committed.put(group, known);
        });
        return committed;
    }

    private static Set<TopicPartition> partitions(Collection<TopicDescription> topics) {
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toSet());
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> partitions, OffsetSpec where) {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> where));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> found :
                await(admin.listOffsets(wanted).all()).entrySet()) {
            offsets.put(found.getKey(), found.getValue().offset());
        }
        return offsets;
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the brokers do not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
