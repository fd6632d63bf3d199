package io.trovex.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeadLettersTests {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String LONG = "\ud83c\udf0a\u0000\"".repeat(40_000);

    private final DeadLetters letters = new DeadLetters(
            "validation", new RecordTrace(Tracer.NOOP, Propagator.NOOP), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void headersNeverOutgrowTheirLimit() {
        RecordStep<DocumentSubmitted> thrown = step(new Attempt(1, null));
        thrown.attempt(() -> {
            throw new IllegalStateException(LONG, new IllegalArgumentException(LONG));
        });
        RecordStep<DocumentSubmitted> rejected = step(new Attempt(1, null));
        rejected.settle(new Result.Reject(Collections.nCopies(5_000, new Violation(LONG, LONG, LONG))));

        assertThat(bytes(letters.letter(thrown))).isBetween(8 * 1024L, (long) DeadLetters.MOST_HEADER_BYTES);
        assertThat(bytes(letters.letter(rejected))).isLessThan(DeadLetters.MOST_HEADER_BYTES);
        JsonNode told =
                JsonMapper.builder().build().readTree(header(letters.letter(rejected), Headers.DEAD_LETTER_VIOLATIONS));
        assertThat(told).isNotEmpty();
        assertThat(told.get(0).path("detail").asString()).endsWith("…").startsWith("\ud83c\udf0a");
    }

    @Test
    void triesDuringAnOutageCount() {
        RecordStep<DocumentSubmitted> step = step(new Attempt(7, NOW.minusSeconds(60)));
        step.attempt(() -> {
            throw new IllegalStateException("at last a data fault");
        });

        ProducerRecord<byte[], byte[]> letter = letters.letter(step);

        assertThat(header(letter, Headers.DEAD_LETTER_ATTEMPTS)).isEqualTo("7");
        assertThat(header(letter, Headers.DEAD_LETTER_FIRST_FAILED_AT)).isEqualTo("2026-01-02T03:03:05Z");
        assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_STACKTRACE)).contains("triesDuringAnOutageCount");
    }

    private static RecordStep<DocumentSubmitted> step(Attempt attempt) {
        return new RecordStep<>(
                new ConsumerRecord<>("documents.submitted", 3, 4, "k".getBytes(UTF_8), "v".getBytes(UTF_8)),
                Span.NOOP,
                attempt);
    }

    private static long bytes(ProducerRecord<byte[], byte[]> letter) {
        return StreamSupport.stream(letter.headers().spliterator(), false)
                .mapToLong((Header header) -> header.key().length() + header.value().length)
                .sum();
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
