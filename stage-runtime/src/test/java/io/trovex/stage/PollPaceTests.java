package io.trovex.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PollPaceTests {
    private final PollPace pace = new PollPace();
    private final MockConsumer<Object, Object> consumer = new MockConsumer<>("earliest");

    @Test
    void aPollWaitsAMillisecondForEachRecordOfTheOneBefore() {
        pace.intercept(poll(15), consumer);
        long start = System.nanoTime();

        ConsumerRecords<Object, Object> passed = pace.intercept(poll(2), consumer);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(10));
        assertThat(passed.count()).isEqualTo(2);
    }

    @Test
    void howeverLargeThePollTheNextWaitsForAMomentOnly() {
        pace.intercept(poll(100_000), consumer);
        long start = System.nanoTime();

        pace.intercept(poll(1), consumer);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(20), Duration.ofSeconds(50));
    }

    private static ConsumerRecords<Object, Object> poll(int count) {
        List<ConsumerRecord<Object, Object>> records = IntStream.range(0, count)
                .mapToObj(offset -> new ConsumerRecord<Object, Object>("t", 0, offset, "key", "value"))
                .toList();
        return new ConsumerRecords<>(Map.of(new TopicPartition("t", 0), records), Map.of());
    }
}
