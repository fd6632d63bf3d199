package io.trovex.ingest.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trovex.contracts.Topics;
import io.trovex.ingest.log.LogReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LedgerStartTests {
    private static final TopicPartition OUTCOMES = new TopicPartition(Topics.DOCUMENTS_INDEXED, 0);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant OLDEST = NOW.minusSeconds(3600);

    private final MockConsumer<byte[], byte[]> broker = new MockConsumer<>("none");

    @Test
    void nothingIsForgottenWhereTheTopicBeginsAtZero() {
        assertThat(forgottenBefore(0, 5)).isEmpty();
    }

    @Test
    void whatIsOlderThanTheOldestOutcomeIsForgotten() {
        broker.schedulePollTask(() -> broker.addRecord(new ConsumerRecord<>(
                OUTCOMES.topic(),
                0,
                5,
                OLDEST.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty())));

        assertThat(forgottenBefore(5, 9)).hasValue(OLDEST);
    }

    @Test
    void whereEveryOutcomeIsGoneAllIsForgotten() {
        assertThat(forgottenBefore(5, 5)).hasValue(NOW);
    }

    @Test
    void aBrokerThatIsSlowForgetsNothing() {
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> forgottenBefore(5, 9));
    }

    private Optional<Instant> forgottenBefore(long begin, long end) {
        try (LogReader log = new LogReader(broker, Duration.ofMillis(100))) {
            return LedgerStart.forgottenBefore(
                    List.of(OUTCOMES),
                    List.of(),
                    Map.of(OUTCOMES, begin),
                    Map.of(OUTCOMES, end),
                    log,
                    Clock.fixed(NOW, ZoneOffset.UTC));
        }
    }
}
