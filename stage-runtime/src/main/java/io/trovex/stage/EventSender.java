package io.trovex.stage;

import io.trovex.contracts.Event;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/** Sends an event from outside a stage, in the caller's trace. */
public final class EventSender implements AutoCloseable {
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final EventRecords records;

    EventSender(KafkaTemplate<byte[], byte[]> kafka, EventRecords records) {
        this.kafka = kafka;
        this.records = records;
    }

    /**
     * One for what nobody waits for: a producer of its own gathers what comes within the time into one request. To be
     * closed, which sends what it has.
     *
     * @param clientId by which the broker knows it
     */
    public EventSender gathering(String clientId, Duration time) {
        Map<String, Object> own =
                Map.of(ProducerConfig.CLIENT_ID_CONFIG, clientId, ProducerConfig.LINGER_MS_CONFIG, time.toMillis());
        return new EventSender(new KafkaTemplate<>(kafka.getProducerFactory(), own), records);
    }

    /**
     * @param source the service that speaks
     * @return completes when the broker has the record; fails with a {@link org.apache.kafka.common.KafkaException}
     *     or its Spring wrapping while the broker is away
     */
    public CompletableFuture<SendResult<byte[], byte[]>> send(String topic, Event event, String source) {
        try {
            return kafka.send(records.record(topic, event, source, null));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Leaves a producer that it shares with others as it is. */
    @Override
    public void close() {
        kafka.destroy();
    }
}
