package io.trovex.ingest.deadletter;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group while its letters are counted. */
final class GroupCount {
    private final LetterCause cause;
    private final Map<LetterState, Long> states = new EnumMap<>(LetterState.class);
    private long count;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long oldestOpen = Long.MAX_VALUE;
    private @Nullable LetterEntry example;
    private boolean exampleIsOpen;

    GroupCount(LetterCause cause) {
        this.cause = cause;
    }

    void add(LetterEntry entry, LetterState state) {
        count++;
        states.merge(state, 1L, Long::sum);
        first = Math.min(first, entry.deadAtMillis());
        last = Math.max(last, entry.deadAtMillis());
        boolean open = state == LetterState.OPEN;
        if (open) {
            oldestOpen = Math.min(oldestOpen, entry.deadAtMillis());
        }
        if (example == null
                || (open && !exampleIsOpen)
                || (open == exampleIsOpen && entry.deadAtMillis() >= example.deadAtMillis())) {
            example = entry;
            exampleIsOpen = open;
        }
    }

    LetterGroup group() {
        if (example == null) {
            throw new IllegalStateException("a group has a letter");
        }
        return new LetterGroup(
                cause.stage(),
                cause.fingerprint(),
                example.topic(),
                count,
                Map.copyOf(states),
                Instant.ofEpochMilli(first),
                Instant.ofEpochMilli(last),
                example.id(),
                oldestOpen == Long.MAX_VALUE ? null : Instant.ofEpochMilli(oldestOpen));
    }
}
