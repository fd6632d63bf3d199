package io.trovex.ingest.log;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Makes consumers without a group, on the brokers that the listeners use. */
@Component
public class LogConsumers {
    private final Map<String, Object> properties;

    LogConsumers(ConsumerFactory<?, ?> consumers) {
        properties = new HashMap<>(consumers.getConfigurationProperties());
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    }

    /** A consumer that fails on an offset which the log no longer has, instead of going on elsewhere. */
    public Consumer<byte[], byte[]> open(String clientId, Map<String, Object> further) {
        Map<String, Object> own = new HashMap<>(properties);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        own.putAll(further);
        return new KafkaConsumer<>(own);
    }

    /** @param clientId tells its users apart in metrics and logs */
    public LogReader reader(String clientId) {
        return new LogReader(open(
                clientId,
                Map.of(
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG, LogReader.FETCH_BYTES,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, LogReader.FETCH_BYTES)));
    }
}
