package io.trovex.ingest.ledger.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trovex.contracts.Headers;
import io.trovex.contracts.Origin;
import io.trovex.contracts.Topics;
import io.trovex.ingest.ledger.End;
import io.trovex.ingest.ledger.LastInspection;
import io.trovex.ingest.ledger.Ledger;
import io.trovex.ingest.ledger.LedgerAccount;
import io.trovex.ingest.ledger.OverdueOffset;
import io.trovex.ingest.ledger.OverdueReport;
import io.trovex.ingest.ledger.PartitionAccount;
import io.trovex.ingest.log.LogConsumers;
import io.trovex.ingest.log.LogReader;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.DocumentLives;
import io.trovex.ingest.status.Status;
import io.trovex.ingest.status.StatusUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds what is in flight past the deadline and looks it up in the log. What the log no longer holds was compacted away
 * for a newer version, and what the index has overtaken has no end of its own to wait for: both are superseded, which
 * the ledger then knows.
 */
@Component
class OverdueInspection {
    private final Ledger ledger;
    private final LogConsumers consumers;
    private final DocumentLives lives;
    private final Clock clock;
    private final LedgerProperties properties;
    private final LastInspection last;

    OverdueInspection(
            Ledger ledger,
            LogConsumers consumers,
            DocumentLives lives,
            Clock clock,
            LedgerProperties properties,
            LastInspection last) {
        this.ledger = ledger;
        this.consumers = consumers;
        this.lives = lives;
        this.clock = clock;
        this.properties = properties;
        this.last = last;
    }

    /** Does nothing until the ledger is complete: what is merely unread is not overdue. */
    void inspect() {
        LedgerAccount account = ledger.account();
        if (!account.complete()) {
            return;
        }
        Instant now = clock.instant();
        List<OverdueOffset> named = new ArrayList<>();
        long total = 0;
        if (account.inFlight() > 0) {
            try (LogReader log = consumers.reader("ledger-overdue")) {
                Map<TopicPartition, Long> deadlines =
                        log.offsetsAt(partitions(account), now.minus(properties.deadline()));
                for (Map.Entry<TopicPartition, Long> deadline : deadlines.entrySet()) {
                    name(deadline.getKey(), deadline.getValue(), log, named);
                    total += ledger.inFlightBefore(deadline.getKey().partition(), deadline.getValue());
                }
            }
        }
        last.found(new OverdueReport(now, properties.deadline(), total, named));
    }

    private static List<TopicPartition> partitions(LedgerAccount account) {
        return account.partitions().stream()
                .filter(partition -> partition.inFlight() > 0)
                .map(PartitionAccount::partition)
                .map(partition -> new TopicPartition(Topics.DOCUMENTS_SUBMITTED, partition))
                .toList();
    }

    private void name(TopicPartition partition, long deadline, LogReader log, List<OverdueOffset> named) {
        int room = properties.mostNamed() - named.size();
        long known = -1;
        for (long offset : ledger.offsetsInFlightBefore(partition.partition(), deadline, room)) {
            if (offset <= known) {
                continue;
            }
            Optional<ConsumerRecord<byte[], byte[]>> found = log.first(partition, offset);
            if (found.isEmpty()) {
                return;
            }
            ConsumerRecord<byte[], byte[]> record = found.get();
            ledger.vanished(partition.partition(), offset, record.offset());
            known = record.offset() - 1;
            if (record.offset() == offset) {
                known = offset;
                name(record).ifPresent(named::add);
            }
        }
    }

    /** Empty if the index has settled a later submission of the same document that is not older. */
    private Optional<OverdueOffset> name(ConsumerRecord<byte[], byte[]> record) {
        String docId = record.key() == null ? null : new String(record.key(), UTF_8);
        DocumentLife life = docId == null ? null : life(docId);
        if (life != null && overtakes(life, record)) {
            ledger.settled(new Origin(record.partition(), record.offset()), End.SUPERSEDED);
            return Optional.empty();
        }
        DocumentLife own = life != null && life.offset() == record.offset() ? life : null;
        return Optional.of(new OverdueOffset(
                record.partition(),
                record.offset(),
                docId,
                traceId(record),
                Instant.ofEpochMilli(record.timestamp()),
                own == null ? null : own.status().name().toLowerCase(Locale.ROOT)));
    }

    /** A life is that of the greatest version, so a later offset in it also says that its version is not older. */
    private static boolean overtakes(DocumentLife life, ConsumerRecord<byte[], byte[]> record) {
        return life.offset() > record.offset() && life.status().compareTo(Status.INDEXED) >= 0;
    }

    private @Nullable DocumentLife life(String docId) {
        try {
            return lives.find(docId).orElse(null);
        } catch (StatusUnavailableException _) {
            return null;
        }
    }

    private static @Nullable String traceId(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(Headers.TRACEPARENT);
        String traceparent = header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
        return traceparent.length() < 35 ? null : traceparent.substring(3, 35);
    }
}
