package io.trovex.index.generation;

import io.trovex.index.engine.ContentDigest;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.SearchIndex;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What two indexes that follow the same log disagree on, look after look. A document that is under way differs in one look
 * and no more, or differently, in the next; one that was lost differs in every look. For one thread.
 */
final class LastingDifferences {
    /** Hashes of version and content; null where the index does not hold the document. */
    private record Difference(
            @Nullable Long served, @Nullable Long own) {}

    private @Nullable Map<String, Difference> lasting;
    private @Nullable ContentDigest served;
    private @Nullable ContentDigest own;

    void look(SearchIndex serving, SearchIndex candidate) {
        try (IndexView theirs = serving.view();
                IndexView ours = candidate.view()) {
            served = theirs.digest();
            own = ours.digest();
            Map<String, Difference> now = differences(theirs, ours, own.differences(served));
            if (lasting != null) {
                now.entrySet().retainAll(lasting.entrySet());
            }
            lasting = now;
        }
    }

    private static Map<String, Difference> differences(IndexView theirs, IndexView ours, BitSet ranges) {
        Map<String, Difference> differences = new HashMap<>();
        if (!ranges.isEmpty()) {
            Map<String, Long> served = theirs.contents(ranges);
            Map<String, Long> own = ours.contents(ranges);
            Stream.concat(served.keySet().stream(), own.keySet().stream())
                    .filter(docId -> !Objects.equals(served.get(docId), own.get(docId)))
                    .forEach(docId -> differences.put(docId, new Difference(served.get(docId), own.get(docId))));
        }
        return differences;
    }

    /** Held by only one of the two. */
    List<String> missing() {
        return documents(difference -> difference.served() == null || difference.own() == null);
    }

    /** Held in other versions, or with other contents. */
    List<String> different() {
        return documents(difference -> difference.served() != null && difference.own() != null);
    }

    /** What the candidate holds. */
    ContentDigest own() {
        return Objects.requireNonNull(own, "no look yet");
    }

    ContentDigest served() {
        return Objects.requireNonNull(served, "no look yet");
    }

    private List<String> documents(Predicate<Difference> which) {
        return Objects.requireNonNull(lasting, "no look yet").entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
