package io.trovex.stage;

import io.trovex.contracts.Event;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a record that cannot pass as a dead letter: original bytes and partition, the failure in headers, which add
 * {@value #MOST_HEADER_BYTES} bytes at most.
 */
final class DeadLetters {
    static final int MOST_HEADER_BYTES = 32 * 1024;
    private static final int MOST_STACK_TRACE_BYTES = 8 * 1024;
    private static final int MOST_MESSAGE_BYTES = 1024;
    private static final int MOST_VIOLATIONS_BYTES = 16 * 1024;
    private static final int MOST_VIOLATIONS = 50;
    private static final String REJECTED = "rejected";

    private final JsonMapper json = JsonMapper.builder().build();
    private final String stage;
    private final RecordTrace trace;
    private final Clock clock;

    DeadLetters(String stage, RecordTrace trace, Clock clock) {
        this.stage = stage;
        this.trace = trace;
        this.clock = clock;
    }

    /** @param step that ended in a rejection */
    <E extends Event> ProducerRecord<byte[], byte[]> letter(RecordStep<E> step) {
        ConsumerRecord<byte[], byte[]> record = step.record();
        List<Violation> violations = ((Result.Reject) step.result()).violations();
        RecordHeaders headers = new RecordHeaders(record.headers());
        trace.leaveOne(headers);
        addPosition(headers, record);
        addFailure(headers, step.failure(), violations);
        set(headers, Headers.DEAD_LETTER_STAGE, stage);
        set(headers, Headers.DEAD_LETTER_VIOLATIONS, told(violations));
        set(headers, Headers.DEAD_LETTER_ATTEMPTS, String.valueOf(step.attempt().number()));
        set(headers, Headers.DEAD_LETTER_FIRST_FAILED_AT, firstFailedAt(headers, step.attempt()));
        set(headers, Headers.ERROR_FINGERPRINT, ErrorFingerprint.of(stage, step));
        return new ProducerRecord<>(
                Topics.deadLetters(record.topic()), record.partition(), record.key(), record.value(), headers);
    }

    private static void addPosition(RecordHeaders headers, ConsumerRecord<byte[], byte[]> record) {
        set(headers, KafkaHeaders.DLT_ORIGINAL_TOPIC, record.topic());
        set(headers, KafkaHeaders.DLT_ORIGINAL_PARTITION, bytes(record.partition()));
        set(headers, KafkaHeaders.DLT_ORIGINAL_OFFSET, bytes(record.offset()));
        set(headers, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, bytes(record.timestamp()));
        set(
                headers,
                KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE,
                record.timestampType().toString());
        String group = KafkaUtils.getConsumerGroupId();
        if (group != null) {
            set(headers, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, group);
        }
    }

    private static void addFailure(RecordHeaders headers, @Nullable Throwable failure, List<Violation> violations) {
        String told = violations.isEmpty() ? "" : violations.getFirst().detail();
        String message = failure == null ? told : Objects.requireNonNullElse(failure.getMessage(), told);
        String type = failure == null ? REJECTED : failure.getClass().getName();
        set(headers, KafkaHeaders.DLT_EXCEPTION_MESSAGE, Cut.toBytes(message, MOST_MESSAGE_BYTES));
        set(headers, KafkaHeaders.DLT_EXCEPTION_FQCN, Cut.toBytes(type, MOST_MESSAGE_BYTES));
        set(headers, Headers.DEAD_LETTER_ERROR_CLASS, Cut.toBytes(type, MOST_MESSAGE_BYTES));
        headers.remove(KafkaHeaders.DLT_EXCEPTION_STACKTRACE);
        if (failure != null) {
            set(
                    headers,
                    KafkaHeaders.DLT_EXCEPTION_STACKTRACE,
                    Cut.toBytes(StackTraces.of(failure), MOST_STACK_TRACE_BYTES));
        }
    }

    /** As many of the reasons as have room, each of them cut. */
    private byte[] told(List<Violation> violations) {
        List<Violation> told = new ArrayList<>();
        byte[] written = json.writeValueAsBytes(told);
        for (Violation violation : violations.subList(0, Math.min(violations.size(), MOST_VIOLATIONS))) {
            told.add(new Violation(
                    Cut.to(violation.field(), MOST_MESSAGE_BYTES),
                    Cut.to(violation.code(), MOST_MESSAGE_BYTES),
                    Cut.to(violation.detail(), MOST_MESSAGE_BYTES)));
            byte[] longer = json.writeValueAsBytes(told);
            if (longer.length > MOST_VIOLATIONS_BYTES) {
                return written;
            }
            written = longer;
        }
        return written;
    }

    /** A redriven record that fails again has been failing since it failed first. */
    private String firstFailedAt(RecordHeaders headers, Attempt attempt) {
        Header before = headers.lastHeader(Headers.DEAD_LETTER_FIRST_FAILED_AT);
        if (before != null && before.value() != null) {
            return Cut.to(new String(before.value(), StandardCharsets.UTF_8), MOST_MESSAGE_BYTES);
        }
        Instant first = attempt.firstFailure() == null ? clock.instant() : attempt.firstFailure();
        return first.toString();
    }

    private static void set(RecordHeaders headers, String name, String value) {
        set(headers, name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void set(RecordHeaders headers, String name, byte[] value) {
        headers.remove(name);
        headers.add(name, value);
    }

    private static byte[] bytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
