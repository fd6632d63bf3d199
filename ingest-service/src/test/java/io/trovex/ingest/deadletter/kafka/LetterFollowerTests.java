package io.trovex.ingest.deadletter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.contracts.LetterDecision;
import io.trovex.contracts.Topics;
import io.trovex.ingest.DeadLetterProperties;
import io.trovex.ingest.deadletter.Decision;
import io.trovex.ingest.deadletter.LetterId;
import io.trovex.ingest.deadletter.LetterState;
import io.trovex.ingest.deadletter.Letters;
import io.trovex.ingest.log.LogConsumers;
import io.trovex.stage.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

class LetterFollowerTests {
    private static final TopicPartition PARTITION =
            new TopicPartition(Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED), 0);

    private final Letters letters = new Letters(3);
    private final MockProducer<byte[], byte[]> control =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final MockConsumer<byte[], byte[]> log = new MockConsumer<>("earliest");
    private int polls;

    /** The consumer's reset moves the position back in a poll that brings nothing; the new letters come with the next. */
    @Test
    void aStepBackOfThePositionHasThePartitionReadAnew() {
        LetterId second = new LetterId(PARTITION.topic(), 0, 1);
        log.updatePartitions(PARTITION.topic(), List.of(new PartitionInfo(PARTITION.topic(), 0, null, null, null)));
        log.updateBeginningOffsets(Map.of(PARTITION, 0L));
        log.updateEndOffsets(Map.of(PARTITION, 3L));
        log.schedulePollTask(() -> add(3));
        log.schedulePollTask(() -> {
            letters.decide(second, new Decision(LetterDecision.DISCARDED, Instant.EPOCH, "of the first topic"));
            log.seek(PARTITION, 1);
        });
        log.schedulePollTask(() -> add(2));

        follower().follow(log, () -> polls++ < 3);

        assertThat(letters.find(second)).map(found -> found.state()).contains(LetterState.OPEN);
        assertThat(letters.find(new LetterId(PARTITION.topic(), 0, 2))).isEqualTo(Optional.empty());
        assertThat(control.history()).hasSize(1).allMatch(record -> record.value() == null);
    }

    private LetterFollower follower() {
        LetterDecisions decisions = new LetterDecisions(letters, new EventCodec(), new KafkaTemplate<>(() -> control));
        return new LetterFollower(
                new LogConsumers(new DefaultKafkaConsumerFactory<>(Map.of())),
                new LetterIntake(letters, decisions),
                new DeadLetterProperties(3, 1_000, Duration.ofSeconds(10), Duration.ofSeconds(30)),
                new LetterGauge(letters, new SimpleMeterRegistry()));
    }

    private void add(int count) {
        for (int offset = 0; offset < count; offset++) {
            byte[] key = ("doc-" + offset).getBytes(StandardCharsets.UTF_8);
            log.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, offset, key, new byte[0]));
        }
    }
}
