package io.trovex.benchmarks.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the checker found, by anomaly. */
final class Verdict {
    private static final int EXAMPLES = 5;

    enum Anomaly {
        /** An acknowledged document is not found, or an acknowledged poison document has no dead letter. */
        LOST,
        /** One document is found more than once. */
        DUPLICATED,
        /** An older write is found than the last acknowledged one. */
        STALE,
        /** A deleted document is found. */
        RESURRECTED,
        /** A later acknowledged write got an older version. */
        ORDER_INVERTED,
        /** A dead letter of a document that nothing is wrong with. */
        UNEXPLAINED_DEAD_LETTER,
        /** The status never settled, or tells another end than the index. */
        STATUS_WRONG,
        /** Compaction of the log would keep an older version than the index has. */
        NOT_LAST,
        /** The ledger has something in flight when all has settled, does not balance, or has too few submissions. */
        LEDGER_WRONG;

        /** What its count is called. */
        String figure() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Anomaly, List<String>> found = new EnumMap<>(Anomaly.class);

    void add(Anomaly anomaly, String what) {
        found.computeIfAbsent(anomaly, _ -> new ArrayList<>()).add(what);
    }

    int count(Anomaly anomaly) {
        return found.getOrDefault(anomaly, List.of()).size();
    }

    boolean clean() {
        return found.isEmpty();
    }

    /** A count for each anomaly, and examples where there are any. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Anomaly anomaly : Anomaly.values()) {
            figures.put(anomaly.figure(), count(anomaly));
        }
        found.forEach((anomaly, examples) ->
                figures.put(anomaly.figure() + "_examples", examples.subList(0, Math.min(EXAMPLES, examples.size()))));
        return figures;
    }
}
