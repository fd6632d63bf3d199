package io.trovex.benchmarks.chaos;

import io.trovex.benchmarks.chaos.Verdict.Anomaly;
import java.util.Collection;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Holds what was acknowledged against what is there, after the idea of Jepsen's set-full checker: every acknowledged
 * write must be in the end state, unless a later one replaced it. Pure.
 */
final class Checker {
    private static final Set<String> SETTLED_PRESENT = Set.of("indexed");
    private static final Set<String> SETTLED_ABSENT = Set.of("deleted");

    private final Verdict verdict = new Verdict();

    void check(DocumentHistory history, Observation observed) {
        checkOrder(history);
        if (history.poison()) {
            checkPoison(history, observed);
        } else {
            checkEnd(history, observed);
        }
    }

    /** @param acknowledged writes; one that failed in the client's eyes may be in the log too */
    void checkLedger(JsonNode ledger, long acknowledged) {
        JsonNode totals = ledger.path("totals");
        if (!ledger.path("complete").asBoolean()
                || !ledger.path("balanced").asBoolean()
                || totals.path("in_flight").asLong() != 0
                || totals.path("submitted").asLong() < acknowledged) {
            verdict.add(
                    Anomaly.LEDGER_WRONG,
                    "%d acknowledged, ledger %s"
                            .formatted(acknowledged, ledger.path("equation").asString("absent")));
        }
    }

    /** @param docIds documents of which the log's last version is not the greatest */
    void checkLog(Collection<String> docIds) {
        docIds.forEach(docId -> verdict.add(Anomaly.NOT_LAST, docId));
    }

    Verdict verdict() {
        return verdict;
    }

    private void checkOrder(DocumentHistory history) {
        long newest = -1;
        for (Write write : history.writes()) {
            Long version = write.version();
            Long asked = write.asked();
            if (version != null && asked != null) {
                if (!version.equals(asked)) {
                    verdict.add(Anomaly.ORDER_INVERTED, history.docId() + " version " + version + " for " + asked);
                }
            } else if (version != null) {
                if (version <= newest) {
                    verdict.add(Anomaly.ORDER_INVERTED, history.docId() + " version " + version + " after " + newest);
                }
                newest = Math.max(newest, version);
            }
        }
    }

    private void checkPoison(DocumentHistory history, Observation observed) {
        if (!observed.found().isEmpty()) {
            verdict.add(Anomaly.STALE, history.docId() + " is poison and was indexed");
        }
        if (history.lastAcknowledged().isPresent() && observed.deadLetters() == 0) {
            verdict.add(Anomaly.LOST, history.docId() + " is poison and has no dead letter");
        }
    }

    private void checkEnd(DocumentHistory history, Observation observed) {
        String docId = history.docId();
        if (observed.deadLetters() > 0) {
            verdict.add(Anomaly.UNEXPLAINED_DEAD_LETTER, docId);
        }
        if (observed.found().size() > 1) {
            verdict.add(Anomaly.DUPLICATED, docId + " found as writes " + observed.found());
            return;
        }
        if (observed.found().isEmpty()) {
            if (!history.mayBeAbsent()) {
                verdict.add(Anomaly.LOST, docId + " status " + observed.status());
            } else if (SETTLED_PRESENT.contains(observed.status())) {
                verdict.add(Anomaly.STATUS_WRONG, docId + " is absent, its status is " + observed.status());
            }
            return;
        }
        int sequence = observed.found().getFirst();
        boolean expected = history.possiblyLast().stream()
                .anyMatch(write -> write.sequence() == sequence && !write.kind().removes());
        if (!expected) {
            boolean deleted = history.possiblyLast().stream()
                    .allMatch(write -> write.kind().removes());
            verdict.add(
                    deleted ? Anomaly.RESURRECTED : Anomaly.STALE,
                    docId + " found as write " + sequence + ", history " + history.writes());
        } else if (SETTLED_ABSENT.contains(observed.status())) {
            verdict.add(Anomaly.STATUS_WRONG, docId + " is found, its status is " + observed.status());
        }
    }
}
