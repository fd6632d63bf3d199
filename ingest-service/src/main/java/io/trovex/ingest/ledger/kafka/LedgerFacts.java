package io.trovex.ingest.ledger.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.DocumentIndexed;
import io.trovex.contracts.Origin;
import io.trovex.contracts.Topics;
import io.trovex.ingest.ledger.End;
import io.trovex.ingest.ledger.Ledger;
import io.trovex.ingest.version.HybridLogicalClock;
import io.trovex.stage.EventCodec;
import io.trovex.stage.generation.kafka.CandidateStages;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Enters records into the ledger, and lets the clock pass the versions of all submissions: no other reader sees them all
 * in every replica. A record that names no submission is counted, logged, and changes nothing.
 */
@Component
class LedgerFacts {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFacts.class);

    private final Ledger ledger;
    private final EventCodec codec;
    private final HybridLogicalClock versions;
    private final MeterRegistry meters;
    private final CandidateStages candidates;
    private final DeadLetterEnd deadLetters = new DeadLetterEnd();

    LedgerFacts(
            Ledger ledger,
            EventCodec codec,
            HybridLogicalClock versions,
            MeterRegistry meters,
            CandidateStages candidates) {
        this.ledger = ledger;
        this.codec = codec;
        this.versions = versions;
        this.meters = meters;
        this.candidates = candidates;
    }

    void enter(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.DOCUMENTS_SUBMITTED)) {
            ledger.submitted(record.partition(), record.offset());
            SubmittedVersion.of(record).ifPresent(versions::observe);
            return;
        }
        if (candidates.includes(record)) {
            return;
        }
        try {
            boolean known =
                    record.topic().equals(Topics.DOCUMENTS_INDEXED) ? enterOutcome(record) : enterLetter(record);
            if (!known) {
                skip(record, "no such partition of submissions");
            }
        } catch (RuntimeException e) {
            // whatever a record holds, it must not hold up the ones behind it
            skip(record, String.valueOf(e.getMessage()));
        }
    }

    private boolean enterOutcome(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("no value");
        }
        DocumentIndexed event = codec.decode(record.value(), DocumentIndexed.class);
        return ledger.settled(
                event.origin(),
                switch (event.outcome()) {
                    case INDEXED -> End.INDEXED;
                    case SUPERSEDED -> End.SUPERSEDED;
                    case DELETED -> End.DELETED;
                });
    }

    private boolean enterLetter(ConsumerRecord<byte[], byte[]> letter) {
        Origin origin = deadLetters.origin(letter);
        return ledger.settled(origin, deadLetters.end(letter));
    }

    private void skip(ConsumerRecord<byte[], byte[]> record, String reason) {
        LedgerMeter.UNATTRIBUTABLE.counter(meters).increment();
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", reason)
                .log("record names no submission; the ledger cannot count it");
    }
}
