package io.trovex.stage;

import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.databind.json.JsonMapper;

/** Writes a record that cannot pass as a dead letter: original bytes and partition, the failure in headers. */
final class DeadLetters {
    private static final int LONGEST_DETAIL = 1_000;
    private static final int MOST_VIOLATIONS = 50;

    private final JsonMapper json = JsonMapper.builder().build();

    ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> record, String stage, List<Violation> violations) {
        List<Violation> told = violations.stream()
                .limit(MOST_VIOLATIONS)
                .map(v -> new Violation(cut(v.field()), cut(v.code()), cut(v.detail())))
                .toList();
        RecordHeaders headers = new RecordHeaders(record.headers());
        set(headers, KafkaHeaders.DLT_ORIGINAL_TOPIC, utf8(record.topic()));
        set(
                headers,
                KafkaHeaders.DLT_ORIGINAL_PARTITION,
                ByteBuffer.allocate(Integer.BYTES).putInt(record.partition()).array());
        set(
                headers,
                KafkaHeaders.DLT_ORIGINAL_OFFSET,
                ByteBuffer.allocate(Long.BYTES).putLong(record.offset()).array());
        set(
                headers,
                KafkaHeaders.DLT_ORIGINAL_TIMESTAMP,
                ByteBuffer.allocate(Long.BYTES).putLong(record.timestamp()).array());
        set(
                headers,
                KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE,
                utf8(record.timestampType().toString()));
        set(
                headers,
                KafkaHeaders.DLT_EXCEPTION_MESSAGE,
                utf8(told.isEmpty() ? "" : told.getFirst().detail()));
        set(headers, Headers.DEAD_LETTER_STAGE, utf8(stage));
        set(headers, Headers.DEAD_LETTER_VIOLATIONS, json.writeValueAsBytes(told));
        return new ProducerRecord<>(
                Topics.deadLetters(record.topic()), record.partition(), record.key(), record.value(), headers);
    }

    private static void set(RecordHeaders headers, String name, byte[] value) {
        headers.remove(name);
        headers.add(name, value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
    }
}
