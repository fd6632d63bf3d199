package io.trovex.ingest.deadletter.kafka;

import io.trovex.contracts.DeadLetterDecided;
import io.trovex.contracts.Topics;
import io.trovex.ingest.deadletter.Decision;
import io.trovex.ingest.deadletter.LetterId;
import io.trovex.ingest.deadletter.Letters;
import io.trovex.stage.EventCodec;
import io.trovex.stage.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Reads decisions out of {@code pipeline.control}, and takes those away whose letters are gone. */
@Component
class LetterDecisions {
    private static final Logger LOG = LoggerFactory.getLogger(LetterDecisions.class);

    private final Letters letters;
    private final EventCodec codec;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private @Nullable Decision previous;

    LetterDecisions(Letters letters, EventCodec codec, KafkaTemplate<byte[], byte[]> kafka) {
        this.letters = letters;
        this.codec = codec;
        this.kafka = kafka;
    }

    /** Other things are decided in the topic too; they are passed over. Called by one thread. */
    void read(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (!DeadLetterDecided.isKey(key)) {
            return;
        }
        try {
            if (record.value() == null) {
                letters.decide(letter(key), null);
                return;
            }
            DeadLetterDecided event = codec.decode(record, DeadLetterDecided.class);
            letters.decide(
                    new LetterId(event.topic(), event.partition(), event.offset()),
                    shared(new Decision(event.decision(), event.decidedAt(), event.reason())));
        } catch (MalformedEventException | IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue("key", key)
                    .addKeyValue("cause", String.valueOf(e.getMessage()))
                    .log("a decision cannot be read");
        }
    }

    /** A tombstone; if it is lost, the next look around or the next start writes it again. */
    void forget(LetterId id) {
        byte[] key =
                DeadLetterDecided.key(id.topic(), id.partition(), id.offset()).getBytes(StandardCharsets.UTF_8);
        CompletableFuture<?> _ = kafka.send(new ProducerRecord<>(Topics.PIPELINE_CONTROL, key, null));
    }

    /** The letters of one request share their decision. */
    private Decision shared(Decision decision) {
        Decision last = previous;
        if (last != null && last.equals(decision)) {
            return last;
        }
        previous = decision;
        return decision;
    }

    private static LetterId letter(String key) {
        String[] parts = key.split("/", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("no letter's key");
        }
        return LetterId.parse(parts[1] + ":" + parts[2] + ":" + parts[3]);
    }
}
