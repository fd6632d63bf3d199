package io.trovex.ingest.deadletter.kafka;

import io.trovex.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Makes consumers of no group: they go wherever they are told, and commit nothing. */
@Component
class LetterConsumers {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String DEAD_LETTERS = Topics.deadLetters("");

    private final Map<String, Object> settings;

    LetterConsumers(ConsumerFactory<byte[], byte[]> consumers) {
        this.settings = new HashMap<>(consumers.getConfigurationProperties());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.remove(ConsumerConfig.CLIENT_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    }

    Consumer<byte[], byte[]> create() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
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
