package io.trovex.stage.generation.kafka;

import io.trovex.contracts.Headers;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.Generations;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Tells the dead letters of candidates: what a generation that never served makes of a document ends no life. */
public final class CandidateStages {
    private final Supplier<Generations> generations;

    public CandidateStages(Supplier<Generations> generations) {
        this.generations = generations;
    }

    /** Whether the record is a dead letter of a stage that works for a candidate: {@code embedding.<generation>}. */
    public boolean includes(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(Headers.DEAD_LETTER_STAGE);
        if (header == null || header.value() == null) {
            return false;
        }
        String stage = new String(header.value(), StandardCharsets.UTF_8);
        int dot = stage.indexOf('.');
        return (stage.startsWith("embedding.") || stage.startsWith("index.")) && !hasServed(stage.substring(dot + 1));
    }

    /** Whether it is known that the generation never served. */
    public boolean isCandidate(String generation) {
        return generations.get().find(generation).map(life -> !life.served()).orElse(false);
    }

    private boolean hasServed(String generation) {
        return generations.get().find(generation).map(GenerationLife::served).orElse(false);
    }
}
