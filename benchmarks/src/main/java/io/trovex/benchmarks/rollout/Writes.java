package io.trovex.benchmarks.rollout;

import io.trovex.benchmarks.Figures;
import io.trovex.client.Document;
import io.trovex.client.TrovexClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** New documents, each once, and for some of them the time until a search finds them. Thread-safe. */
final class Writes {
    private static final int ONE_TIMED_OF = 10;

    private final TrovexClient client;
    private final List<Document> corpus;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> failures = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Double>> freshness = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile @Nullable String phase;

    Writes(TrovexClient client, List<Document> corpus) {
        this.client = client;
        this.corpus = corpus;
    }

    /** What the operator does from now on; before, no time is taken. */
    void during(String name) {
        phase = name;
    }

    void write() {
        int number = next.getAndIncrement();
        Document source = corpus.get(number % corpus.size());
        String docId = "new-" + number;
        boolean timed = number % ONE_TIMED_OF == 0;
        long start = System.nanoTime();
        try {
            client.submit(Document.of(docId, source.title() + " " + number, source.content(), "rollout"), timed);
            accepted.add(docId);
            String now = phase;
            if (timed && now != null) {
                freshness
                        .computeIfAbsent(now, _ -> Collections.synchronizedList(new ArrayList<>()))
                        .add(Figures.milliseconds(start));
            }
        } catch (RuntimeException e) {
            failures.add(docId + ": " + e);
        }
    }

    Set<String> accepted() {
        return Set.copyOf(accepted);
    }

    Set<String> failures() {
        return Set.copyOf(failures);
    }

    /** Milliseconds from the request to the answer that the document is searchable, by what the operator did then. */
    Map<String, List<Double>> freshness() {
        synchronized (freshness) {
            return new LinkedHashMap<>(freshness);
        }
    }
}
