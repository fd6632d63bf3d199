package io.trovex.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trovex.contracts.DocumentIndexed;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.EventType;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Origin;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Topics;
import io.trovex.stage.EventCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;

/** Plays the services behind ingest: reads what was submitted, and says what became of it. */
final class Downstream implements AutoCloseable {
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final EventCodec codec = new EventCodec();
    private final Consumer<byte[], byte[]> submitted;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final AtomicLong embedded = new AtomicLong();

    Downstream(String brokers, KafkaTemplate<byte[], byte[]> kafka) {
        this.kafka = kafka;
        this.submitted = new DefaultKafkaConsumerFactory<>(
                        Map.of("bootstrap.servers", brokers, "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer();
        List<TopicPartition> partitions = submitted.partitionsFor(Topics.DOCUMENTS_SUBMITTED).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        submitted.assign(partitions);
        submitted.seekToBeginning(partitions);
    }

    /** A submitted record with the event it carries. */
    record Submitted(ConsumerRecord<byte[], byte[]> record, DocumentSubmitted event) {
        Origin origin() {
            return new Origin(record.partition(), record.offset());
        }

        String header(String name) {
            return new String(record.headers().lastHeader(name).value(), UTF_8);
        }
    }

    /** Waits until the document has been submitted. */
    Submitted submitted(String docId) {
        Instant deadline = Instant.now().plusSeconds(10);
        while (true) {
            Optional<Submitted> found = all().stream()
                    .filter(each -> each.event().docId().equals(docId))
                    .reduce((_, last) -> last);
            if (found.isPresent()) {
                return found.get();
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(docId + " was not submitted");
            }
        }
    }

    List<Submitted> all() {
        submitted.poll(Duration.ofMillis(50)).forEach(records::add);
        return records.stream()
                .map(record -> new Submitted(record, codec.decode(record.value(), DocumentSubmitted.class)))
                .toList();
    }

    /** The stage that writes {@code topic} has passed the document on. */
    void passed(Submitted from, String topic) {
        RecordHeaders headers = new RecordHeaders();
        add(headers, Headers.CE_ID, from.event().eventId());
        add(headers, Headers.CE_TIME, Instant.now().toString());
        add(headers, Headers.ORIGIN, from.origin().toString());
        add(headers, Headers.TRACEPARENT, from.header(Headers.TRACEPARENT));
        send(topic, from, "its body is not read".getBytes(UTF_8), headers);
    }

    void indexed(Submitted from) {
        settled(from, from.event().operation() == Operation.DELETE ? Outcome.DELETED : Outcome.INDEXED);
    }

    void superseded(Submitted from) {
        settled(from, Outcome.SUPERSEDED);
    }

    private void settled(Submitted from, Outcome outcome) {
        outcome(from.event().docId(), from.event().version(), outcome, from.origin());
    }

    /** The index says so, whether or not there is such a submission. */
    void outcome(String docId, long version, Outcome outcome, Origin origin) {
        DocumentIndexed event = new DocumentIndexed(
                docId, version, outcome, "g1", origin, embedded.getAndIncrement(), Instant.now(), Instant.now());
        RecordHeaders headers = new RecordHeaders();
        add(headers, Headers.CE_ID, event.eventId());
        add(headers, Headers.CE_TYPE, EventType.DOCUMENT_INDEXED.wireName());
        kafka.send(new ProducerRecord<>(
                        Topics.DOCUMENTS_INDEXED, null, docId.getBytes(UTF_8), codec.encode(event), headers))
                .join();
    }

    void rejected(Submitted from, String violations) {
        RecordHeaders headers = new RecordHeaders(from.record().headers());
        headers.add(
                KafkaHeaders.DLT_ORIGINAL_OFFSET,
                ByteBuffer.allocate(8).putLong(from.record().offset()).array());
        add(headers, Headers.DEAD_LETTER_STAGE, "validation");
        add(headers, Headers.DEAD_LETTER_VIOLATIONS, violations);
        send(Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED), from, from.record().value(), headers);
    }

    /** The stage that reads {@code topic} has given the document up. */
    void deadLettered(Submitted from, String topic, String stage) {
        RecordHeaders headers = new RecordHeaders();
        add(headers, Headers.CE_ID, from.event().eventId());
        add(headers, Headers.ORIGIN, from.origin().toString());
        add(headers, Headers.TRACEPARENT, from.header(Headers.TRACEPARENT));
        add(headers, Headers.DEAD_LETTER_STAGE, stage);
        send(Topics.deadLetters(topic), from, "its body is not read".getBytes(UTF_8), headers);
    }

    private void send(String topic, Submitted from, byte[] value, Iterable<Header> headers) {
        kafka.send(new ProducerRecord<>(topic, null, from.record().key(), value, headers))
                .join();
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    @Override
    public void close() {
        submitted.close();
    }
}
