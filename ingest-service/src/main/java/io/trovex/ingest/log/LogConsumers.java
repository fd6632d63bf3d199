package io.trovex.ingest.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Makes consumers of no group, on the brokers that the listeners use: they go where they are told and commit nothing. */
@Component
public class LogConsumers {
    private final Map<String, Object> properties;
    private final AtomicLong opened = new AtomicLong();

    public LogConsumers(ConsumerFactory<?, ?> consumers) {
        properties = new HashMap<>(consumers.getConfigurationProperties());
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    }

    /**
     * A consumer that fails on an offset which the log no longer has, instead of going on elsewhere, unless told so.
     *
     * @param user tells its consumers apart from others' in metrics and logs; a number tells them from each other
     * @param further configuration of this consumer alone
     */
    public Consumer<byte[], byte[]> open(String user, Map<String, Object> further) {
        Map<String, Object> own = new HashMap<>(properties);
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, user + "-" + opened.incrementAndGet());
        own.putAll(further);
        return new KafkaConsumer<>(own);
    }

    /** @param user as in {@link #open} */
    public LogReader reader(String user) {
        return reader(user, LogReader.PATIENCE);
    }

    /**
     * @param user as in {@link #open}
     * @param patience how long it waits for a record
     */
    public LogReader reader(String user, Duration patience) {
        Map<String, Object> oneByOne = Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, LogReader.FETCH_WAIT_MS,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, LogReader.FETCH_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, LogReader.FETCH_BYTES);
        return new LogReader(open(user, oneByOne), patience);
    }
}
