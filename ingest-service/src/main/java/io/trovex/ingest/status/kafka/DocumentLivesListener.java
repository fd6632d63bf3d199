package io.trovex.ingest.status.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.ingest.IngestMeter;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.DocumentLives;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Follows the whole flow and keeps the lives. At least once: offsets commit after the store has the poll, and merging a
 * record again changes nothing. While the store is away the same poll is offered again.
 */
@Component
class DocumentLivesListener {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentLivesListener.class);

    private static final int SEES_NEW_TOPICS_WITHIN_MS = 10_000;

    private final LifeEvents events;
    private final DocumentLives lives;
    private final CompactionGuard guard;
    private final MeterRegistry meters;

    DocumentLivesListener(LifeEvents events, DocumentLives lives, CompactionGuard guard, MeterRegistry meters) {
        this.events = events;
        this.lives = lives;
        this.guard = guard;
        this.meters = meters;
    }

    @KafkaListener(
            id = "status",
            topicPattern = "#{@lifeTopics.pattern()}",
            properties = "metadata.max.age.ms=" + SEES_NEW_TOPICS_WITHIN_MS)
    void onPoll(List<ConsumerRecord<byte[], byte[]>> poll) {
        List<DocumentLife> told = new ArrayList<>(poll.size());
        for (ConsumerRecord<byte[], byte[]> record : poll) {
            if (events.concerns(record)) {
                events.read(record).ifPresentOrElse(told::add, () -> skip(record));
            }
        }
        guard.watch(lives.merge(told));
        for (DocumentLife life : told) {
            String status = life.status().name().toLowerCase(Locale.ROOT);
            IngestMeter.STATUS_EVENTS.counter(meters, "status", status).increment();
        }
    }

    private void skip(ConsumerRecord<byte[], byte[]> record) {
        IngestMeter.STATUS_UNATTRIBUTABLE.counter(meters).increment();
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("record names no version of a document; its status stays unknown");
    }
}
