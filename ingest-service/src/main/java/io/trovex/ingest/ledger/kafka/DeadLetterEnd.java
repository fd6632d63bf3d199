package io.trovex.ingest.ledger.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trovex.contracts.Headers;
import io.trovex.contracts.Origin;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Violation;
import io.trovex.ingest.ledger.End;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads from a dead letter which submission ended and how. */
final class DeadLetterEnd {
    private static final String RULES_STAGE = "validation";

    /** The error class of a letter whose stage gave reasons instead of failing. */
    private static final String REJECTED = "rejected";

    /** What letters without an error class say when the stage failed, rather than the document before its rules. */
    private static final Set<String> STAGE_FAULTS = Set.of("malformed_record", "stage_failed", "unsendable_result");

    private final JsonMapper json = JsonMapper.builder().build();

    /** @throws IllegalArgumentException if it names no submission */
    Origin origin(ConsumerRecord<byte[], byte[]> letter) {
        if (Topics.sourceOf(letter.topic()).equals(Topics.DOCUMENTS_SUBMITTED)) {
            ByteBuffer offset = number(letter, KafkaHeaders.DLT_ORIGINAL_OFFSET, Long.BYTES);
            if (offset == null) {
                throw new IllegalArgumentException("no original offset");
            }
            ByteBuffer partition = number(letter, KafkaHeaders.DLT_ORIGINAL_PARTITION, Integer.BYTES);
            return new Origin(partition == null ? letter.partition() : partition.getInt(), offset.getLong());
        }
        String origin = text(letter, Headers.ORIGIN);
        if (origin == null || origin.indexOf(':') < 0) {
            throw new IllegalArgumentException("no origin");
        }
        return Origin.parse(origin);
    }

    /** Rejected if validation's rules said no; dead-lettered for every other reason. */
    End end(ConsumerRecord<byte[], byte[]> letter) {
        if (!RULES_STAGE.equals(text(letter, Headers.DEAD_LETTER_STAGE))) {
            return End.DEAD_LETTERED;
        }
        String errorClass = text(letter, Headers.DEAD_LETTER_ERROR_CLASS);
        if (errorClass != null) {
            return errorClass.equals(REJECTED) ? End.REJECTED : End.DEAD_LETTERED;
        }
        List<Violation> violations = violations(letter);
        boolean rules = !violations.isEmpty()
                && violations.stream().noneMatch(violation -> STAGE_FAULTS.contains(violation.code()));
        return rules ? End.REJECTED : End.DEAD_LETTERED;
    }

    private List<Violation> violations(ConsumerRecord<byte[], byte[]> letter) {
        String violations = text(letter, Headers.DEAD_LETTER_VIOLATIONS);
        try {
            return violations == null ? List.of() : json.readValue(violations, new TypeReference<List<Violation>>() {});
        } catch (JacksonException _) {
            return List.of();
        }
    }

    private static @Nullable ByteBuffer number(ConsumerRecord<byte[], byte[]> letter, String name, int bytes) {
        Header header = letter.headers().lastHeader(name);
        return header == null || header.value() == null || header.value().length != bytes
                ? null
                : ByteBuffer.wrap(header.value());
    }

    private static @Nullable String text(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
