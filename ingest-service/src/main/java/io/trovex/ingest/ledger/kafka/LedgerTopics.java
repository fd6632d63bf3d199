package io.trovex.ingest.ledger.kafka;

import io.trovex.contracts.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The partitions that the ledger reads: submissions, outcomes, and the dead letters of every topic that documents
 * travel, those of earlier generations too.
 *
 * @param partitions how many each topic has
 */
record LedgerTopics(Map<String, Integer> partitions) {

    /** @throws UnknownTopicOrPartitionException while the topics have not been created */
    static LedgerTopics of(Consumer<?, ?> consumer) {
        Map<String, Integer> partitions = new TreeMap<>();
        for (Map.Entry<String, List<PartitionInfo>> topic :
                consumer.listTopics().entrySet()) {
            if (isFollowed(topic.getKey())) {
                partitions.put(topic.getKey(), topic.getValue().size());
            }
        }
        for (String needed : List.of(Topics.DOCUMENTS_SUBMITTED, Topics.DOCUMENTS_INDEXED)) {
            if (!partitions.containsKey(needed)) {
                throw new UnknownTopicOrPartitionException(needed);
            }
        }
        return new LedgerTopics(partitions);
    }

    List<TopicPartition> submissions() {
        return of(Topics.DOCUMENTS_SUBMITTED).toList();
    }

    List<TopicPartition> outcomes() {
        return of(Topics.DOCUMENTS_INDEXED).toList();
    }

    List<TopicPartition> all() {
        return partitions.keySet().stream().flatMap(this::of).toList();
    }

    /** All that tell of ends. */
    List<TopicPartition> ends() {
        return partitions.keySet().stream()
                .filter(topic -> !topic.equals(Topics.DOCUMENTS_SUBMITTED))
                .flatMap(this::of)
                .toList();
    }

    private Stream<TopicPartition> of(String topic) {
        return IntStream.range(0, partitions.getOrDefault(topic, 0))
                .mapToObj(partition -> new TopicPartition(topic, partition));
    }

    private static boolean isFollowed(String topic) {
        return topic.equals(Topics.DOCUMENTS_SUBMITTED)
                || topic.equals(Topics.DOCUMENTS_INDEXED)
                || (topic.startsWith("documents.") && topic.endsWith(Topics.deadLetters("")));
    }
}
