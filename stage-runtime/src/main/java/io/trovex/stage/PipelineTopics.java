package io.trovex.stage;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_MS_CONFIG;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the pipeline as they are created: partitions, compaction, retention. */
final class PipelineTopics {
    /** Longest record: a body of a million characters with all its vectors. */
    private static final int MAX_MESSAGE_BYTES = 16 << 20;

    /** A dead letter is its record and more headers; the producer's limit is the same. */
    private static final int MAX_DEAD_LETTER_BYTES = MAX_MESSAGE_BYTES + 2 * DeadLetters.MOST_HEADER_BYTES;

    /** Little more than the latest record of each key has to be read at a start. */
    private static final Map<String, String> COMPACTED_EARLY = Map.of(
            CLEANUP_POLICY_CONFIG,
            CLEANUP_POLICY_COMPACT,
            MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.1",
            SEGMENT_BYTES_CONFIG,
            String.valueOf(32 << 20),
            SEGMENT_MS_CONFIG,
            String.valueOf(Duration.ofHours(1).toMillis()));

    /** While a submission is younger, compaction takes none for it: time to put a newer version after an older one. */
    private static final Duration SUPERSEDED_STAYS = Duration.ofDays(3);

    private final TopicProperties properties;

    PipelineTopics(TopicProperties properties) {
        this.properties = properties;
    }

    NewTopic[] of(Generation generation) {
        List<NewTopic> topics = new ArrayList<>();
        for (String input : Topics.documentInputs(generation.id())) {
            topics.add(topic(input, compacted(input)));
            topics.add(deadLetters(input));
        }
        topics.add(topic(Topics.DOCUMENTS_INDEXED, kept(Duration.ofDays(7))));
        topics.add(topic(Topics.SEARCH_QUERIES, kept(Duration.ofDays(28))));
        topics.add(topic(Topics.FEEDBACK_EVENTS, kept(Duration.ofDays(28))));
        topics.add(deadLetters(Topics.FEEDBACK_EVENTS));
        topics.add(control());
        topics.add(topic(Topics.PIPELINE_LEDGER, COMPACTED_EARLY));
        return topics.toArray(NewTopic[]::new);
    }

    private static Map<String, String> compacted(String input) {
        return input.equals(Topics.DOCUMENTS_SUBMITTED)
                ? Map.of(
                        CLEANUP_POLICY_CONFIG,
                        CLEANUP_POLICY_COMPACT,
                        MIN_COMPACTION_LAG_MS_CONFIG,
                        String.valueOf(SUPERSEDED_STAYS.toMillis()))
                : Map.of(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT);
    }

    private NewTopic control() {
        return new NewTopic(Topics.PIPELINE_CONTROL, 1, properties.replicas())
                .configs(Map.of(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT));
    }

    private NewTopic deadLetters(String source) {
        return topic(Topics.deadLetters(source), kept(Duration.ofDays(28)), MAX_DEAD_LETTER_BYTES);
    }

    private NewTopic topic(String name, Map<String, String> policy) {
        return topic(name, policy, MAX_MESSAGE_BYTES);
    }

    private NewTopic topic(String name, Map<String, String> policy, int longest) {
        Map<String, String> config = new HashMap<>(policy);
        config.put(MAX_MESSAGE_BYTES_CONFIG, String.valueOf(longest));
        return new NewTopic(name, properties.partitions(), properties.replicas()).configs(config);
    }

    private static Map<String, String> kept(Duration retention) {
        return Map.of(RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()));
    }
}
