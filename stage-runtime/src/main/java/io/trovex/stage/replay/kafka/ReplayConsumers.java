package io.trovex.stage.replay.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.kafka.core.ConsumerFactory;

/** Makes the consumers of replays, set up as the live ones are. */
final class ReplayConsumers {
    /** A step of the slowest stage, as its live listener has it. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(30);

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final int pollRecords;

    ReplayConsumers(ConsumerFactory<byte[], byte[]> consumers, int pollRecords) {
        this.consumers = consumers;
        this.pollRecords = pollRecords;
    }

    /** A member of the replay's group. */
    Consumer<byte[], byte[]> member(String group) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                String.valueOf(pollRecords),
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                String.valueOf(LONGEST_STEP.toMillis())));
        return consumers.createConsumer(group, group, null, properties);
    }

    /** Outside of every group. */
    Consumer<byte[], byte[]> reader() {
        return consumers.createConsumer(null, "pipeline-control", null);
    }
}
