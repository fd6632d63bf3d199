package io.trovex.index.generation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the log ended at some moment. Those who follow it while documents arrive come past it, not to the end. */
final class LogEnd {
    private final Map<Integer, Long> validated;
    private @Nullable Map<Integer, Long> embedded;

    /** @param validated end offsets of {@code documents.validated} */
    LogEnd(Map<Integer, Long> validated) {
        this.validated = validated;
    }

    Map<Integer, Long> validated() {
        return validated;
    }

    /** End offsets of the generation's topic, not before everything validated until then was embedded. */
    @Nullable
    Map<Integer, Long> embedded() {
        return embedded;
    }

    void embedded(Map<Integer, Long> ends) {
        embedded = ends;
    }
}
