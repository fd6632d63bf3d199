package io.trovex.standalone.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trovex.contracts.CanaryDecided;
import io.trovex.contracts.DeadLetterDecided;
import io.trovex.contracts.Event;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.Headers;
import io.trovex.contracts.ReplayDecided;
import io.trovex.contracts.SynonymsDecided;
import io.trovex.contracts.Topics;
import io.trovex.stage.EventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Malformed records for every topic, made from the samples of the contracts. */
final class HostileRecords {
    /** Begins the ids in what the test itself puts into dead-letter topics. */
    static final String PLANTED = "planted-";

    private static final List<String> NAMES = List.of(
            Headers.CE_ID,
            Headers.CE_TIME,
            Headers.CE_TYPE,
            Headers.ORIGIN,
            Headers.TRACEPARENT,
            Headers.SCHEMA_VERSION,
            Headers.REDRIVE_COUNT,
            Headers.DEAD_LETTER_VIOLATIONS,
            Headers.DEAD_LETTER_ATTEMPTS,
            Headers.DEAD_LETTER_FIRST_FAILED_AT,
            "kafka_dlt-exception-message",
            "x".repeat(500));
    private static final List<String> VALUES = List.of(
            "",
            "@",
            "a@b",
            "@9",
            "99999999999:1",
            "-1:-1",
            ":",
            "00-zz-zz-zz",
            "[",
            "{}",
            "null",
            "\u0000",
            "x".repeat(9_000));

    /** Topics whose records may come without a key: the broker takes none into a compacted one. */
    private static final Set<String> KEYLESS =
            Set.of(Topics.FEEDBACK_EVENTS, Topics.DOCUMENTS_INDEXED, Topics.SEARCH_QUERIES);

    /** By their keys in the control topic. */
    private static final Map<String, String> DECISIONS = decisions(Map.of(
            "generation-decided", GenerationDecided.class,
            "canary-decided", CanaryDecided.class,
            "replay-decided", ReplayDecided.class,
            "dead-letter-decided", DeadLetterDecided.class,
            "synonyms-decided", SynonymsDecided.class));

    private final Random random;
    private final HostileJson json;
    private final List<String> samples = Stream.of(
                    "document-submitted",
                    "document-validated",
                    "document-embedded",
                    "document-indexed",
                    "feedback-received",
                    "search-performed",
                    "dead-letter-decided")
            .map(HostileRecords::sample)
            .toList();

    HostileRecords(Random random) {
        this.random = random;
        this.json = new HostileJson(random);
    }

    /** A decision of which something is missing, or is something else; on one of five matters. */
    ProducerRecord<byte[], byte[]> decision() {
        String key = List.copyOf(DECISIONS.keySet()).get(random.nextInt(DECISIONS.size()));
        byte[] value = json.from(Objects.requireNonNull(DECISIONS.get(key)));
        return new ProducerRecord<>(Topics.PIPELINE_CONTROL, 0, key(key), value);
    }

    /** Anything: it may even be good. */
    ProducerRecord<byte[], byte[]> any(String topic, int number) {
        String good = samples.get(random.nextInt(samples.size()));
        byte @Nullable [] value = switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> good.getBytes(UTF_8);
            default -> json.from(good);
        };
        return record(topic, number, value);
    }

    /** No JSON at all: its stage must give it up. */
    ProducerRecord<byte[], byte[]> broken(String topic, int number) {
        return record(topic, number, json.broken(samples.get(random.nextInt(samples.size()))));
    }

    /** Just within what the broker takes. */
    ProducerRecord<byte[], byte[]> huge(String topic) {
        return new ProducerRecord<>(topic, 0, key("huge"), ("{\"content\": \"" + "x".repeat(15 << 20)).getBytes(UTF_8));
    }

    private ProducerRecord<byte[], byte[]> record(String topic, int number, byte @Nullable [] value) {
        RecordHeaders headers = new RecordHeaders();
        boolean planted = topic.endsWith("-dlt");
        if (!planted) {
            for (int i = random.nextInt(4); i > 0; i--) {
                headers.add(
                        NAMES.get(random.nextInt(NAMES.size())),
                        random.nextInt(8) == 0
                                ? null
                                : VALUES.get(random.nextInt(VALUES.size())).getBytes(UTF_8));
            }
        }
        byte[] key = key((planted ? PLANTED : "fuzz-") + number);
        return new ProducerRecord<>(
                topic, null, !KEYLESS.contains(topic) || random.nextInt(5) > 0 ? key : null, value, headers);
    }

    private static byte[] key(String text) {
        return text.getBytes(UTF_8);
    }

    private static Map<String, String> decisions(Map<String, Class<? extends Event>> types) {
        Map<String, String> decisions = new TreeMap<>();
        types.forEach((name, type) -> {
            String sample = sample(name);
            decisions.put(new EventCodec().decode(sample.getBytes(UTF_8), type).subject(), sample);
        });
        return decisions;
    }

    private static String sample(String event) {
        try (InputStream sample = Objects.requireNonNull(
                HostileRecords.class.getResourceAsStream("/contracts/sample/" + event + ".json"), event)) {
            return new String(sample.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
