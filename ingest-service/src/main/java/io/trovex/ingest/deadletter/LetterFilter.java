package io.trovex.ingest.deadletter;

import io.trovex.contracts.StageNames;
import io.trovex.contracts.Topics;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are meant; what is absent says nothing.
 *
 * @param stage its name, or its kind, which means those of all generations
 * @param topic the dead-letter topic, or the topic whose records it holds
 * @param olderThan written before it
 * @param newerThan written at it or after
 * @param states none means all
 */
public record LetterFilter(
        @Nullable String stage,
        @Nullable String topic,
        @Nullable String fingerprint,
        @Nullable String documentId,
        @Nullable Instant olderThan,
        @Nullable Instant newerThan,
        Set<LetterState> states) {
    public static final LetterFilter ALL = new LetterFilter(null, null, null, null, null, null, Set.of());

    public LetterFilter {
        states = Set.copyOf(states);
    }

    /** Whether it narrows anything but the state. */
    public boolean selects() {
        return stage != null
                || topic != null
                || fingerprint != null
                || documentId != null
                || olderThan != null
                || newerThan != null;
    }

    public LetterFilter withStates(Set<LetterState> others) {
        return new LetterFilter(stage, topic, fingerprint, documentId, olderThan, newerThan, others);
    }

    boolean matches(LetterEntry entry, long document, int mostRedrives) {
        Instant deadAt = Instant.ofEpochMilli(entry.deadAtMillis());
        return (stage == null || StageNames.isMeant(entry.cause().stage(), stage))
                && (fingerprint == null || entry.cause().fingerprint().equals(fingerprint))
                && (topic == null || matches(entry.topic(), topic))
                && (documentId == null || entry.document() == document)
                && (olderThan == null || deadAt.isBefore(olderThan))
                && (newerThan == null || !deadAt.isBefore(newerThan))
                && (states.isEmpty() || states.contains(entry.state(mostRedrives)));
    }

    private static boolean matches(String deadLetterTopic, String named) {
        return deadLetterTopic.equals(named) || deadLetterTopic.equals(Topics.deadLetters(named));
    }
}
