package io.trovex.ingest.ledger.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trovex.contracts.DocumentVersion;
import io.trovex.contracts.Headers;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads the version of a submission off its headers. */
final class SubmittedVersion {
    private SubmittedVersion() {}

    /** Empty if the record names none: anybody may write to the topic. */
    static OptionalLong of(ConsumerRecord<byte[], byte[]> submission) {
        Header id = submission.headers().lastHeader(Headers.CE_ID);
        if (id == null || id.value() == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    DocumentVersion.parse(new String(id.value(), UTF_8)).version());
        } catch (IllegalArgumentException _) {
            return OptionalLong.empty();
        }
    }
}
