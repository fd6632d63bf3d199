package io.trovex.ingest.status.kafka;

import io.trovex.contracts.DocumentIndexed;
import io.trovex.contracts.DocumentVersion;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Origin;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Violation;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.Failure;
import io.trovex.ingest.status.Place;
import io.trovex.ingest.status.Status;
import io.trovex.stage.EventCodec;
import io.trovex.stage.generation.kafka.CandidateStages;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads from a record what it says of a document's life; mostly from headers, so that bodies and vectors stay unparsed. */
@Component
class LifeEvents {
    private static final Map<String, Status> FLOW = Map.of(
            Topics.DOCUMENTS_SUBMITTED,
            Status.SUBMITTED,
            Topics.DOCUMENTS_VALIDATED,
            Status.VALIDATED,
            Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED),
            Status.REJECTED,
            Topics.deadLetters(Topics.DOCUMENTS_VALIDATED),
            Status.DEAD_LETTERED);
    private static final String EMBEDDED = Topics.documentsEmbedded("");

    private final EventCodec codec;
    private final JsonMapper json;
    private final CandidateStages candidates;

    LifeEvents(EventCodec codec, JsonMapper json, CandidateStages candidates) {
        this.codec = codec;
        this.json = json;
        this.candidates = candidates;
    }

    /**
     * Whether the record is of a document's life, not only of what a candidate makes of it.
     *
     * @throws io.trovex.stage.DependencyUnavailableException while nobody knows the generations
     */
    boolean concerns(ConsumerRecord<byte[], byte[]> record) {
        String topic = record.topic();
        boolean embedded = topic.startsWith(EMBEDDED) && !isLetters(topic);
        return embedded ? !candidates.isCandidate(topic.substring(EMBEDDED.length())) : !candidates.includes(record);
    }

    /** Empty if the record does not say which version of which document it is about. */
    Optional<DocumentLife> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            DocumentLife life = record.topic().equals(Topics.DOCUMENTS_INDEXED) ? settled(record) : fromHeaders(record);
            // the same, unless it lacks something that merging compares: then it fails here and not in the projection
            return Optional.of(life.merge(life));
        } catch (RuntimeException _) {
            // whatever a record holds, reading it asks nobody else: it must not hold up the ones behind it
            return Optional.empty();
        }
    }

    private DocumentLife settled(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("no value");
        }
        DocumentIndexed event = codec.decode(record.value(), DocumentIndexed.class);
        Status status = switch (event.outcome()) {
            case INDEXED -> Status.INDEXED;
            case SUPERSEDED -> Status.SUPERSEDED;
            case DELETED -> Status.DELETED;
        };
        return DocumentLife.settled(
                event.docId(),
                event.version(),
                event.origin(),
                Map.of(Status.SUBMITTED, event.submittedAt(), status, event.indexedAt()),
                Place.of(event),
                traceId(record));
    }

    private DocumentLife fromHeaders(ConsumerRecord<byte[], byte[]> record) {
        DocumentVersion about = DocumentVersion.parse(required(record, Headers.CE_ID));
        String docId = about.docId();
        long version = about.version();
        Status status = status(record.topic());
        return status.isFailure()
                ? DocumentLife.failed(docId, version, offset(record), status, failure(record), traceId(record))
                : DocumentLife.reached(docId, version, offset(record), Map.of(status, time(record)), traceId(record));
    }

    private static Status status(String topic) {
        Status status = FLOW.get(topic);
        if (status != null) {
            return status;
        }
        if (!topic.startsWith(EMBEDDED)) {
            throw new IllegalArgumentException("not a topic of the flow: " + topic);
        }
        return isLetters(topic) ? Status.DEAD_LETTERED : Status.EMBEDDED;
    }

    private static boolean isLetters(String topic) {
        return topic.endsWith(Topics.deadLetters(""));
    }

    private Failure failure(ConsumerRecord<byte[], byte[]> record) {
        String violations = text(record, Headers.DEAD_LETTER_VIOLATIONS);
        List<Violation> reasons =
                violations == null ? List.of() : json.readValue(violations, new TypeReference<List<Violation>>() {});
        String stage = text(record, Headers.DEAD_LETTER_STAGE);
        return new Failure(stage == null ? "" : stage, reasons, Instant.ofEpochMilli(record.timestamp()));
    }

    /** Of the submitted record that led here. */
    private static long offset(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.DOCUMENTS_SUBMITTED)) {
            return record.offset();
        }
        Header original = record.headers().lastHeader(KafkaHeaders.DLT_ORIGINAL_OFFSET);
        if (original != null && record.topic().equals(Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED))) {
            return ByteBuffer.wrap(original.value()).getLong();
        }
        return Origin.parse(required(record, Headers.ORIGIN)).offset();
    }

    private static Instant time(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Instant.parse(required(record, Headers.CE_TIME));
        } catch (DateTimeException _) {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }

    /** The second part of a W3C traceparent. */
    private static @Nullable String traceId(ConsumerRecord<byte[], byte[]> record) {
        String traceparent = text(record, Headers.TRACEPARENT);
        return traceparent == null || traceparent.length() < 35 ? null : traceparent.substring(3, 35);
    }

    private static String required(ConsumerRecord<byte[], byte[]> record, String name) {
        String text = text(record, name);
        if (text == null) {
            throw new IllegalArgumentException("no header " + name);
        }
        return text;
    }

    private static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
