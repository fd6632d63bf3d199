package io.trovex.benchmarks.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one producer did to one document, in order. One thread writes it.
 *
 * @param poison whether validation must refuse it
 * @param versioned whether its client gives the versions, and not always in their order
 */
record DocumentHistory(String docId, boolean poison, boolean versioned, List<Write> writes) {

    DocumentHistory(String docId, boolean poison, boolean versioned) {
        this(docId, poison, versioned, new ArrayList<>());
    }

    void add(Write write) {
        writes.add(write);
    }

    /** The highest write that the log certainly has. */
    Optional<Write> lastAcknowledged() {
        return writes.stream().filter(Write::acknowledged).max(Comparator.comparingLong(Write::rank));
    }

    /**
     * The writes that may be the document's last: the highest acknowledged one and those of unknown fate above it. Lower
     * ones carry older versions.
     */
    List<Write> possiblyLast() {
        long from = lastAcknowledged().map(Write::rank).orElse(Long.MIN_VALUE);
        return writes.stream()
                .filter(write -> write.rank() >= from && write.answer() != Write.Answer.REFUSED)
                .toList();
    }

    /** Whether the document may never have existed. */
    boolean mayBeAbsent() {
        return lastAcknowledged().isEmpty()
                || possiblyLast().stream().anyMatch(write -> write.kind().removes());
    }
}
