package io.trovex.ingest.deadletter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The letters of one partition in the order of their offsets. Not thread-safe. */
final class LetterShelf {
    private final String topic;
    private final int partition;
    private final ArrayList<LetterEntry> entries = new ArrayList<>();
    /** Decisions on letters that have not been read yet. */
    private final Map<Long, Decision> early = new HashMap<>();

    LetterShelf(String topic, int partition) {
        this.topic = topic;
        this.partition = partition;
    }

    String topic() {
        return topic;
    }

    int partition() {
        return partition;
    }

    List<LetterEntry> entries() {
        return entries;
    }

    /** A letter that is there already is not added again. */
    void add(LetterEntry entry) {
        if (!entries.isEmpty() && entries.getLast().offset() >= entry.offset()) {
            return;
        }
        entry.decide(early.remove(entry.offset()));
        entries.add(entry);
    }

    void decide(long offset, @Nullable Decision decision) {
        LetterEntry entry = find(offset);
        if (entry != null) {
            entry.decide(decision);
        } else if (decision == null) {
            early.remove(offset);
        } else {
            early.put(offset, decision);
        }
    }

    @Nullable
    LetterEntry find(long offset) {
        int at = place(offset);
        return at < entries.size() && entries.get(at).offset() == offset ? entries.get(at) : null;
    }

    /** Forgets what retention has removed; returns the offsets that somebody had decided on. */
    List<Long> forgetBefore(long offset) {
        List<LetterEntry> gone = entries.subList(0, place(offset));
        List<Long> decided = new ArrayList<>();
        for (LetterEntry entry : gone) {
            if (entry.decision() != null) {
                decided.add(entry.offset());
            }
        }
        gone.clear();
        early.keySet().removeIf(known -> {
            if (known < offset) {
                decided.add(known);
                return true;
            }
            return false;
        });
        return decided;
    }

    /** Index of the first entry at or after the offset. */
    private int place(long offset) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
