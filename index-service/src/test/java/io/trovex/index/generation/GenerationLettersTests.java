package io.trovex.index.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.contracts.DocumentVersion;
import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.generation.Generations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** A log of so many dead letters that no look reads more than a few of them. */
class GenerationLettersTests {
    private static final Generation CANDIDATE = new Generation("g2", "model", 4);
    private static final String STAGE = "embedding.g2";
    private static final TopicPartition VALIDATED =
            new TopicPartition(Topics.deadLetters(Topics.DOCUMENTS_VALIDATED), 0);
    private static final TopicPartition OWN = new TopicPartition(Topics.deadLetters(CANDIDATE.topic()), 0);
    private static final int A_POLL = 2;

    private final AtomicInteger given = new AtomicInteger();
    private List<ConsumerRecord<byte[], byte[]>> log = List.of();
    private final GenerationLetters letters = new GenerationLetters(consumers(), () -> living(), Duration.ZERO);

    @Test
    void aLongLogIsReadInSeveralLooksAndNothingOfItTwice() {
        log = List.of(
                letter(0, STAGE, "a@1"),
                letter(1, "embedding.g1", "b@1"),
                letter(2, STAGE, "c@1"),
                letter(3, STAGE, "d@4"),
                letter(4, "index.g2", "a@1"));

        assertThatThrownBy(() -> letters.of(CANDIDATE))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("3 dead letters are still to be read");
        assertThatThrownBy(() -> letters.of(CANDIDATE)).hasMessageContaining("1 dead letters");
        assertThat(letters.of(CANDIDATE).documents())
                .isEqualTo(
                        Set.of(new DocumentVersion("a", 1), new DocumentVersion("c", 1), new DocumentVersion("d", 4)));
        letters.of(CANDIDATE);

        assertThat(given).hasValue(5);
    }

    @Test
    void aLetterThatDoesNotSayWhichDocumentItIsAboutIsCounted() {
        log = List.of(letter(0, STAGE, "no version"), letter(1, STAGE, null));

        assertThat(letters.of(CANDIDATE)).isEqualTo(new GenerationLetters.Letters(Set.of(), 2));
    }

    private static ConsumerRecord<byte[], byte[]> letter(long offset, String stage, @Nullable String id) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(VALIDATED.topic(), 0, offset, new byte[0], new byte[0]);
        record.headers().add(Headers.DEAD_LETTER_STAGE, stage.getBytes(StandardCharsets.UTF_8));
        if (id != null) {
            record.headers().add(Headers.CE_ID, id.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private DefaultKafkaConsumerFactory<byte[], byte[]> consumers() {
        return new DefaultKafkaConsumerFactory<>(Map.of()) {
            @Override
            public Consumer<byte[], byte[]> createConsumer(
                    @Nullable String group,
                    @Nullable String prefix,
                    @Nullable String suffix,
                    @Nullable Properties properties) {
                return consumer();
            }

            @Override
            public Consumer<byte[], byte[]> createConsumer(
                    @Nullable String group, @Nullable String prefix, @Nullable String suffix) {
                return consumer();
            }
        };
    }

    private MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        List.of(VALIDATED, OWN)
                .forEach(partition -> consumer.updatePartitions(
                        partition.topic(), List.of(new PartitionInfo(partition.topic(), 0, null, null, null))));
        consumer.updateBeginningOffsets(Map.of(VALIDATED, 0L, OWN, 0L));
        consumer.updateEndOffsets(Map.of(VALIDATED, (long) log.size(), OWN, 0L));
        consumer.schedulePollTask(() -> {
            long from = consumer.position(VALIDATED);
            log.stream().skip(from).limit(A_POLL).forEach(record -> {
                given.incrementAndGet();
                consumer.addRecord(record);
            });
        });
        return consumer;
    }

    private static Generations living() {
        GenerationSpec spec = new GenerationSpec("model", 4, 192, 0.15, GenerationSpec.ENGLISH);
        return Generations.NONE.after(new GenerationDecided(
                "0", "g2", GenerationAction.BOOTSTRAP, 0, spec, "test", null, List.of(), Instant.EPOCH));
    }
}
