package io.trovex.stage;

import io.trovex.contracts.Event;
import java.util.concurrent.CompletableFuture;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/** Sends an event from outside a stage, in the caller's trace. */
public final class EventSender {
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final EventRecords records;

    EventSender(KafkaTemplate<byte[], byte[]> kafka, EventRecords records) {
        this.kafka = kafka;
        this.records = records;
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
}
