package io.trovex.ingest.deadletter.kafka;

import io.trovex.contracts.Topics;
import io.trovex.ingest.log.LogConsumers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;

/** Where the letters lie, and the decisions on them. */
final class LetterTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String DEAD_LETTERS = Topics.deadLetters("");

    /** Letters leave the log while they are read: then the next one there is comes instead. */
    private static final Map<String, Object> SETTINGS = Map.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest", ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                    PATIENCE.toMillis());

    private LetterTopics() {}

    static Consumer<byte[], byte[]> open(LogConsumers consumers) {
        return consumers.open("dead-letters", SETTINGS);
    }

    /** Every partition of every dead-letter topic, and of the control topic. */
    static List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.listTopics(PATIENCE).forEach((topic, found) -> {
            if (isDeadLetters(topic) || topic.equals(Topics.PIPELINE_CONTROL)) {
                found.forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
            }
        });
        return partitions;
    }

    static boolean isDeadLetters(String topic) {
        return topic.endsWith(DEAD_LETTERS) && topic.length() > DEAD_LETTERS.length();
    }
}
