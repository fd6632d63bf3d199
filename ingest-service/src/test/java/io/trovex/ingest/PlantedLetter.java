package io.trovex.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;

/** A dead letter as a stage writes it. */
final class PlantedLetter {
    static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final String topic;
    private final String docId;
    private final RecordHeaders headers = new RecordHeaders();
    private byte[] value = "{}".getBytes(UTF_8);
    private int partition;

    PlantedLetter(String topic, String docId, long version, String stage, String fingerprint) {
        this.topic = topic;
        this.docId = docId;
        with(Headers.CE_ID, docId + "@" + version);
        with(Headers.TRACEPARENT, TRACE);
        with(Headers.ORIGIN, "0:3");
        with(Headers.DEAD_LETTER_STAGE, stage);
        with(Headers.ERROR_FINGERPRINT, fingerprint);
        with(Headers.DEAD_LETTER_ERROR_CLASS, "rejected");
        with(Headers.DEAD_LETTER_ATTEMPTS, "2");
        with(Headers.DEAD_LETTER_FIRST_FAILED_AT, "2026-11-22T10:15:30Z");
        with(
                Headers.DEAD_LETTER_VIOLATIONS,
                "[{\"field\": \"title\", \"code\": \"too_long\", \"detail\": \"title is too long\"}]");
        headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, topic.getBytes(UTF_8));
        headers.add(
                KafkaHeaders.DLT_ORIGINAL_OFFSET,
                ByteBuffer.allocate(8).putLong(3).array());
    }

    PlantedLetter with(String header, String text) {
        headers.add(header, text.getBytes(UTF_8));
        return this;
    }

    PlantedLetter holding(byte[] bytes) {
        this.value = bytes;
        return this;
    }

    PlantedLetter on(int where) {
        this.partition = where;
        return this;
    }

    /** Returns its id. */
    String plant(KafkaTemplate<byte[], byte[]> kafka) {
        var written = kafka.send(new ProducerRecord<>(
                        Topics.deadLetters(topic), partition, docId.getBytes(UTF_8), value, headers))
                .join()
                .getRecordMetadata();
        return written.topic() + ":" + written.partition() + ":" + written.offset();
    }
}
