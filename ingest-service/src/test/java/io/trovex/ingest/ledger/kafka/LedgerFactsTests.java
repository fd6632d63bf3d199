package io.trovex.ingest.ledger.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import io.trovex.ingest.ledger.End;
import io.trovex.ingest.ledger.Ledger;
import io.trovex.ingest.version.HybridLogicalClock;
import io.trovex.stage.EventCodec;
import io.trovex.stage.generation.Generations;
import io.trovex.stage.generation.kafka.CandidateStages;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.support.KafkaHeaders;

class LedgerFactsTests {
    private static final String SUBMITTED_LETTERS = Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED);
    private static final String VALIDATED_LETTERS = Topics.deadLetters(Topics.DOCUMENTS_VALIDATED);
    private static final String RULES = "[{\"field\":\"content\",\"code\":\"blank\",\"detail\":\"d\"}]";
    private static final String FAULT = "[{\"field\":\"\",\"code\":\"malformed_record\",\"detail\":\"d\"}]";

    private final Ledger ledger = new Ledger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HybridLogicalClock versions = new HybridLogicalClock(() -> Instant.EPOCH, Duration.ofMinutes(1));
    private final LedgerFacts facts =
            new LedgerFacts(ledger, new EventCodec(), versions, meters, new CandidateStages(() -> Generations.NONE));

    @BeforeEach
    void oneSubmission() {
        ledger.open(0, 0);
        facts.enter(record(Topics.DOCUMENTS_SUBMITTED, new RecordHeaders(), "not read"));
    }

    @Test
    void theClockPassesEverySubmissionWhicheverReplicaTookIt() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.CE_ID, "doc@5000000".getBytes(UTF_8));

        facts.enter(record(Topics.DOCUMENTS_SUBMITTED, headers, "not read"));

        assertThat(versions.next()).isEqualTo(5_000_001);
    }

    @Test
    void aRuleThatSaidNoRejects() {
        facts.enter(record(SUBMITTED_LETTERS, letter("validation", RULES), "not read"));

        assertThat(end()).hasValue(End.REJECTED);
    }

    @Test
    void aRecordThatValidationCouldNotReadIsDeadLettered() {
        facts.enter(record(SUBMITTED_LETTERS, letter("validation", FAULT), "not read"));

        assertThat(end()).hasValue(End.DEAD_LETTERED);
    }

    @Test
    void theErrorClassTellsAFailureFromARule() {
        RecordHeaders headers = letter("validation", RULES);
        headers.add(Headers.DEAD_LETTER_ERROR_CLASS, "java.lang.IllegalStateException".getBytes(UTF_8));
        facts.enter(record(SUBMITTED_LETTERS, headers, "not read"));
        assertThat(end()).hasValue(End.DEAD_LETTERED);
    }

    @Test
    void violationsThatAreNoJsonAreNoRules() {
        facts.enter(record(SUBMITTED_LETTERS, letter("validation", "oops"), "not read"));

        assertThat(end()).hasValue(End.DEAD_LETTERED);
    }

    @Test
    void aLaterStageDeadLettersByTheOrigin() {
        RecordHeaders headers = letter("embedding", RULES);
        headers.remove(KafkaHeaders.DLT_ORIGINAL_OFFSET);
        headers.add(Headers.ORIGIN, "0:0".getBytes(UTF_8));

        facts.enter(record(VALIDATED_LETTERS, headers, "not read"));

        assertThat(end()).hasValue(End.DEAD_LETTERED);
    }

    @Test
    void whatNamesNoSubmissionIsCountedAndChangesNothing() {
        RecordHeaders wrong = new RecordHeaders();
        wrong.add(Headers.ORIGIN, "x:y".getBytes(UTF_8));
        RecordHeaders elsewhere = new RecordHeaders();
        elsewhere.add(Headers.ORIGIN, "99:0".getBytes(UTF_8));

        facts.enter(record(SUBMITTED_LETTERS, new RecordHeaders(), "no offset"));
        facts.enter(record(VALIDATED_LETTERS, new RecordHeaders(), "no origin"));
        facts.enter(record(VALIDATED_LETTERS, wrong, "no numbers"));
        facts.enter(record(VALIDATED_LETTERS, elsewhere, "no such partition"));
        facts.enter(record(Topics.DOCUMENTS_INDEXED, new RecordHeaders(), "no JSON"));
        facts.enter(record(Topics.DOCUMENTS_INDEXED, new RecordHeaders(), "{}"));

        assertThat(end()).isEmpty();
        assertThat(meters.get("trovex.ingest.ledger.unattributable").counter().count())
                .isEqualTo(6);
    }

    private Optional<End> end() {
        return ledger.account().ends().entrySet().stream()
                .filter(end -> end.getValue() == 1)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static RecordHeaders letter(String stage, String violations) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(
                KafkaHeaders.DLT_ORIGINAL_PARTITION,
                ByteBuffer.allocate(4).putInt(0).array());
        headers.add(
                KafkaHeaders.DLT_ORIGINAL_OFFSET,
                ByteBuffer.allocate(8).putLong(0).array());
        headers.add(Headers.DEAD_LETTER_STAGE, stage.getBytes(UTF_8));
        headers.add(Headers.DEAD_LETTER_VIOLATIONS, violations.getBytes(UTF_8));
        return headers;
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, RecordHeaders headers, String value) {
        return new ConsumerRecord<>(
                topic,
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                1,
                value.length(),
                "d".getBytes(UTF_8),
                value.getBytes(UTF_8),
                headers,
                Optional.empty());
    }
}
