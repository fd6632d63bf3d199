package io.trovex.benchmarks.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one producer did to one document, in order. One thread writes it.
 *
 * @param poison whether validation must refuse it
 */
record DocumentHistory(String docId, boolean poison, List<Write> writes) {

    DocumentHistory(String docId, boolean poison) {
        this(docId, poison, new ArrayList<>());
    }

    void add(Write write) {
        writes.add(write);
    }

    /** The last write that the log certainly has. */
    Optional<Write> lastAcknowledged() {
        return writes.reversed().stream().filter(Write::acknowledged).findFirst();
    }

    /**
     * The writes that may be the document's last: the last acknowledged one and those of unknown fate after it. Earlier
     * ones carry older versions.
     */
    List<Write> possiblyLast() {
        int from = lastAcknowledged().map(Write::sequence).orElse(0);
        return writes.stream()
                .filter(write -> write.sequence() >= from && write.answer() != Write.Answer.REFUSED)
                .toList();
    }

    /** Whether the document may never have existed. */
    boolean mayBeAbsent() {
        return lastAcknowledged().isEmpty()
                || possiblyLast().stream().anyMatch(write -> write.kind() == Write.Kind.DELETE);
    }
}
