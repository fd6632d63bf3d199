package io.trovex.ingest.deadletter.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.DeadLetterDecided;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import io.trovex.ingest.DeadLetterMeter;
import io.trovex.ingest.deadletter.DeadLetter;
import io.trovex.ingest.deadletter.LetterHeader;
import io.trovex.ingest.deadletter.LetterOutbox;
import io.trovex.stage.EventSender;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;

/** Puts a letter's record back where it was, partition included: only what tells of its failure is gone. */
@Component
class KafkaLetterOutbox implements LetterOutbox {
    private static final String SPRING_KAFKA = KafkaHeaders.PREFIX + "dlt-";
    private static final Set<String> OF_THE_FAILURE = Set.of(
            Headers.DEAD_LETTER_STAGE,
            Headers.DEAD_LETTER_VIOLATIONS,
            Headers.DEAD_LETTER_ATTEMPTS,
            Headers.DEAD_LETTER_ERROR_CLASS,
            Headers.ERROR_FINGERPRINT,
            Headers.REDRIVE_COUNT);

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final EventSender events;
    private final MeterRegistry meters;

    KafkaLetterOutbox(KafkaTemplate<byte[], byte[]> kafka, EventSender events, MeterRegistry meters) {
        this.kafka = kafka;
        this.events = events;
        this.meters = meters;
    }

    @Override
    public CompletableFuture<?> publish(DeadLetter letter, int redriveCount) {
        RecordHeaders headers = new RecordHeaders();
        for (LetterHeader header : letter.headers()) {
            if (!header.name().startsWith(SPRING_KAFKA) && !OF_THE_FAILURE.contains(header.name())) {
                headers.add(header.name(), header.value());
            }
        }
        headers.add(Headers.REDRIVE_COUNT, String.valueOf(redriveCount).getBytes(StandardCharsets.UTF_8));
        String topic = Topics.sourceOf(letter.id().topic());
        try {
            return kafka.send(
                    new ProducerRecord<>(topic, letter.id().partition(), letter.key(), letter.value(), headers));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<?> decide(DeadLetterDecided decision) {
        String name = decision.decision().name().toLowerCase(Locale.ROOT);
        return events.send(Topics.PIPELINE_CONTROL, decision, "ingest-service")
                .thenAccept(_ -> DeadLetterMeter.DECISIONS
                        .counter(meters, "decision", name)
                        .increment());
    }
}
