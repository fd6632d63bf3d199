package io.trovex.ingest.deadletter;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Letters of one stage and one fingerprint.
 *
 * @param topic of the example
 * @param states how many letters are in each state
 * @param example the newest, an open one if there is any
 * @param oldestOpen absent when none is open
 */
public record LetterGroup(
        String stage,
        String fingerprint,
        String topic,
        long count,
        Map<LetterState, Long> states,
        Instant firstSeen,
        Instant lastSeen,
        LetterId example,
        @Nullable Instant oldestOpen) {

    public long open() {
        return states.getOrDefault(LetterState.OPEN, 0L);
    }
}
