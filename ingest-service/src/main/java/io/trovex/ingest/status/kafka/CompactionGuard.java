package io.trovex.ingest.status.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.DocumentIndexed;
import io.trovex.contracts.Topics;
import io.trovex.ingest.IngestMeter;
import io.trovex.ingest.log.LogConsumers;
import io.trovex.ingest.log.LogReader;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.DocumentLives;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.EventCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps the newest version of each document the last one of its key, because compaction keeps the last: where the index
 * dropped a submission that came after a newer version, the newer one is submitted again, byte for byte. At least once; a
 * record too many changes nothing.
 */
@Component
class CompactionGuard {
    private static final Logger LOG = LoggerFactory.getLogger(CompactionGuard.class);
    private static final String RESUBMITTED = "an older version came later; the newest is submitted again";
    private static final String GONE = "an older version came later, and the newest is no longer in the log";

    private final DocumentLives lives;
    private final LogConsumers consumers;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final EventCodec codec;
    private final MeterRegistry meters;

    CompactionGuard(
            DocumentLives lives,
            LogConsumers consumers,
            KafkaTemplate<byte[], byte[]> kafka,
            EventCodec codec,
            MeterRegistry meters) {
        this.lives = lives;
        this.consumers = consumers;
        this.kafka = kafka;
        this.codec = codec;
        this.meters = meters;
    }

    /**
     * Returns when the log has what it needs, and the lives say so.
     *
     * @param poll what could be read of it, just merged
     * @param held what is now held of its documents
     */
    void watch(List<ConsumerRecord<byte[], byte[]>> poll, Collection<DocumentLife> held) {
        Map<String, DocumentLife> behind = new HashMap<>();
        held.stream().filter(DocumentLife::isBehindAnOlderOne).forEach(life -> behind.put(life.docId(), life));
        if (behind.isEmpty()) {
            return;
        }
        List<CompletableFuture<DocumentLife>> sent = new ArrayList<>();
        try (LogReader log = consumers.reader("compaction-guard")) {
            for (ConsumerRecord<byte[], byte[]> record : poll) {
                if (record.topic().equals(Topics.DOCUMENTS_INDEXED)
                        && record.key() != null
                        && behind.containsKey(new String(record.key(), UTF_8))) {
                    DocumentIndexed event = codec.decode(record.value(), DocumentIndexed.class);
                    DocumentLife life = behind.remove(event.docId());
                    if (life != null) {
                        submitAgain(life, event.origin().partition(), log).ifPresent(sent::add);
                    }
                }
            }
        }
        // what is in the index stays indexed, before anything is told of the new record
        lives.merge(sent.stream().map(CompletableFuture::join).toList());
    }

    private Optional<CompletableFuture<DocumentLife>> submitAgain(DocumentLife life, int partition, LogReader log) {
        Optional<ConsumerRecord<byte[], byte[]>> found = find(life, partition, log);
        IngestMeter.RESUBMISSIONS
                .counter(meters, "result", found.isPresent() ? "resubmitted" : "gone")
                .increment();
        LOG.atLevel(found.isPresent() ? Level.INFO : Level.WARN)
                .addKeyValue("doc_id", life.docId())
                .addKeyValue("version", life.version())
                .addKeyValue("partition", partition)
                .addKeyValue("offset", life.offset())
                .log(found.isPresent() ? RESUBMITTED : GONE);
        return found.map(record -> kafka.send(new ProducerRecord<>(
                        record.topic(), record.partition(), record.key(), record.value(), record.headers()))
                .thenApply(result -> life.at(result.getRecordMetadata().offset())));
    }

    /** Empty if compaction was faster, or retention, or if there never was such a record. */
    private static Optional<ConsumerRecord<byte[], byte[]>> find(DocumentLife life, int partition, LogReader log) {
        TopicPartition place = new TopicPartition(Topics.DOCUMENTS_SUBMITTED, partition);
        if (!log.hasReached(place, life.offset())) {
            return Optional.empty();
        }
        try {
            ConsumerRecord<byte[], byte[]> first = log.first(place, life.offset())
                    .orElseThrow(() -> new DependencyUnavailableException(
                            "broker", "the log does not give the newest version of a document", null));
            return Optional.of(first)
                    .filter(record -> record.offset() == life.offset() && record.key() != null)
                    .filter(record -> life.docId().equals(new String(record.key(), UTF_8)));
        } catch (OffsetOutOfRangeException _) {
            return Optional.empty();
        }
    }
}
