package io.trovex.ingest.deadletter.kafka;

import io.trovex.contracts.Headers;
import io.trovex.contracts.Origin;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Violation;
import io.trovex.ingest.deadletter.DeadLetter;
import io.trovex.ingest.deadletter.LetterFacts;
import io.trovex.ingest.deadletter.LetterHeader;
import io.trovex.ingest.deadletter.LetterId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads a dead letter's headers. Whatever they hold, there is a letter: what cannot be read is absent. */
final class LetterRecords {
    private static final String UNKNOWN = "unknown";
    private static final int LONGEST_ID = 512;
    private static final String SUBMITTED_DLT = Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED);

    private final JsonMapper json = JsonMapper.builder().build();

    DeadLetter read(ConsumerRecord<byte[], byte[]> record) {
        List<LetterHeader> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(new LetterHeader(header.key(), header.value()));
        }
        return new DeadLetter(id(record), deadAt(record), facts(record), record.key(), record.value(), headers);
    }

    private static LetterId id(ConsumerRecord<byte[], byte[]> record) {
        return new LetterId(record.topic(), record.partition(), record.offset());
    }

    private static Instant deadAt(ConsumerRecord<byte[], byte[]> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }

    private LetterFacts facts(ConsumerRecord<byte[], byte[]> record) {
        String eventId = text(record, Headers.CE_ID);
        int at = eventId == null ? -1 : eventId.lastIndexOf('@');
        return new LetterFacts(
                otherwise(text(record, Headers.DEAD_LETTER_STAGE), UNKNOWN),
                otherwise(text(record, Headers.ERROR_FINGERPRINT), UNKNOWN),
                otherwise(text(record, Headers.DEAD_LETTER_ERROR_CLASS), UNKNOWN),
                violations(record),
                number(text(record, Headers.DEAD_LETTER_ATTEMPTS), 1),
                instant(text(record, Headers.DEAD_LETTER_FIRST_FAILED_AT), deadAt(record)),
                number(text(record, Headers.REDRIVE_COUNT), 0),
                eventId == null || at <= 0 ? key(record) : eventId.substring(0, at),
                eventId == null || at <= 0 ? null : version(eventId.substring(at + 1)),
                traceId(record),
                origin(record));
    }

    private List<Violation> violations(ConsumerRecord<byte[], byte[]> record) {
        String violations = text(record, Headers.DEAD_LETTER_VIOLATIONS);
        try {
            return violations == null ? List.of() : json.readValue(violations, new TypeReference<List<Violation>>() {});
        } catch (JacksonException _) {
            return List.of();
        }
    }

    /** A record without CloudEvents headers still has a key, which is the document's id. */
    private static @Nullable String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null || record.key().length == 0 || record.key().length > LONGEST_ID
                ? null
                : new String(record.key(), StandardCharsets.UTF_8);
    }

    private static @Nullable Long version(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static int number(@Nullable String text, int otherwise) {
        try {
            return text == null ? otherwise : Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }

    private static Instant instant(@Nullable String text, Instant otherwise) {
        try {
            return text == null ? otherwise : Instant.parse(text);
        } catch (DateTimeException _) {
            return otherwise;
        }
    }

    /** The second part of a W3C traceparent. */
    private static @Nullable String traceId(ConsumerRecord<byte[], byte[]> record) {
        String traceparent = text(record, Headers.TRACEPARENT);
        return traceparent == null || traceparent.length() < 35 ? null : traceparent.substring(3, 35);
    }

    /** Its own header, or the place of the record itself where that was the submission. */
    private static @Nullable Origin origin(ConsumerRecord<byte[], byte[]> record) {
        try {
            String origin = text(record, Headers.ORIGIN);
            if (origin != null) {
                return Origin.parse(origin);
            }
            Header partition = record.headers().lastHeader(KafkaHeaders.DLT_ORIGINAL_PARTITION);
            Header offset = record.headers().lastHeader(KafkaHeaders.DLT_ORIGINAL_OFFSET);
            return partition == null || offset == null || !SUBMITTED_DLT.equals(record.topic())
                    ? null
                    : new Origin(
                            ByteBuffer.wrap(partition.value()).getInt(),
                            ByteBuffer.wrap(offset.value()).getLong());
        } catch (RuntimeException _) {
            return null;
        }
    }

    private static String otherwise(@Nullable String text, String otherwise) {
        return Objects.requireNonNullElse(text, otherwise);
    }

    private static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
