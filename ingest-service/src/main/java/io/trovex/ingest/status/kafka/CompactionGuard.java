package io.trovex.ingest.status.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Origin;
import io.trovex.contracts.Topics;
import io.trovex.ingest.IngestMeter;
import io.trovex.ingest.IngestProperties;
import io.trovex.ingest.log.LogConsumers;
import io.trovex.ingest.log.LogReader;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.DocumentLives;
import io.trovex.ingest.status.Held;
import io.trovex.stage.DependencyUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
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
 * Keeps the version that the index holds the last one of its key, because compaction keeps the last: where an older one
 * came after it, or a newer one that a stage refused, it is submitted again, byte for byte. At least once; a record too
 * many changes nothing.
 */
@Component
class CompactionGuard {
    private static final Logger LOG = LoggerFactory.getLogger(CompactionGuard.class);
    private static final String RESUBMITTED = "another version came later; the one in the index is submitted again";
    private static final String GONE = "another version came later, and the one in the index is no longer in the log";

    private final DocumentLives lives;
    private final LogConsumers consumers;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final Clock clock;
    private final Duration patience;
    private final MeterRegistry meters;

    CompactionGuard(
            DocumentLives lives,
            LogConsumers consumers,
            KafkaTemplate<byte[], byte[]> kafka,
            Clock clock,
            IngestProperties properties,
            MeterRegistry meters) {
        this.lives = lives;
        this.consumers = consumers;
        this.kafka = kafka;
        this.clock = clock;
        this.patience = properties.keepLastAfter();
        this.meters = meters;
    }

    /** A replay brings older versions back with the newest right behind: only what stays so for a while is mended. */
    void watch(Collection<DocumentLife> merged) {
        List<String> threatened = merged.stream()
                .filter(DocumentLife::isHeldNotLast)
                .map(DocumentLife::docId)
                .toList();
        if (!threatened.isEmpty()) {
            lives.remember(threatened, clock.instant());
        }
    }

    void mend() {
        Instant before = clock.instant().minus(patience);
        for (List<String> due = lives.rememberedBefore(before); !due.isEmpty(); due = lives.rememberedBefore(before)) {
            mend(due);
            lives.forget(due);
        }
    }

    private void mend(List<String> docIds) {
        List<CompletableFuture<DocumentLife>> sent = new ArrayList<>();
        try (LogReader log = consumers.reader("compaction-guard")) {
            for (String docId : docIds) {
                lives.find(docId)
                        .filter(DocumentLife::isHeldNotLast)
                        .flatMap(life -> submitAgain(life, Objects.requireNonNull(life.held()), log))
                        .ifPresent(sent::add);
            }
        }
        // what is in the index stays indexed, before anything is told of the new record
        lives.merge(sent.stream().map(CompletableFuture::join).toList());
    }

    private Optional<CompletableFuture<DocumentLife>> submitAgain(DocumentLife life, Held held, LogReader log) {
        Optional<ConsumerRecord<byte[], byte[]>> found = find(life.docId(), held.origin(), log);
        IngestMeter.RESUBMISSIONS
                .counter(meters, "result", found.isPresent() ? "resubmitted" : "gone")
                .increment();
        LOG.atLevel(found.isPresent() ? Level.INFO : Level.WARN)
                .addKeyValue("doc_id", life.docId())
                .addKeyValue("version", held.version())
                .addKeyValue("partition", held.origin().partition())
                .addKeyValue("offset", held.origin().offset())
                .log(found.isPresent() ? RESUBMITTED : GONE);
        return found.map(record -> kafka.send(new ProducerRecord<>(
                        record.topic(), record.partition(), record.key(), record.value(), record.headers()))
                .thenApply(result -> life.heldAgainAt(result.getRecordMetadata().offset())));
    }

    /** Empty if compaction was faster, or retention, or if there never was such a record. */
    private static Optional<ConsumerRecord<byte[], byte[]>> find(String docId, Origin origin, LogReader log) {
        TopicPartition place = new TopicPartition(Topics.DOCUMENTS_SUBMITTED, origin.partition());
        if (!log.hasReached(place, origin.offset())) {
            return Optional.empty();
        }
        try {
            ConsumerRecord<byte[], byte[]> first = log.first(place, origin.offset())
                    .orElseThrow(() -> new DependencyUnavailableException(
                            "broker", "the log does not give a version that the index holds", null));
            return Optional.of(first)
                    .filter(record -> record.offset() == origin.offset() && record.key() != null)
                    .filter(record -> docId.equals(new String(record.key(), UTF_8)));
        } catch (OffsetOutOfRangeException _) {
            return Optional.empty();
        }
    }
}
