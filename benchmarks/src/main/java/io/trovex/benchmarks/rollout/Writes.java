package io.trovex.benchmarks.rollout;

import io.trovex.benchmarks.Figures;
import io.trovex.client.Document;
import io.trovex.client.TrovexClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** New documents, each once, and for some of them the time until a search finds them. Thread-safe. */
final class Writes {
    private static final int ONE_TIMED_OF = 10;

    private final TrovexClient client;
    private final List<Document> corpus;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> failures = ConcurrentHashMap.newKeySet();
    private final List<Double> freshness = Collections.synchronizedList(new ArrayList<>());

    Writes(TrovexClient client, List<Document> corpus) {
        this.client = client;
        this.corpus = corpus;
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
            if (timed) {
                freshness.add(Figures.milliseconds(start));
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

    /** Milliseconds from the request to the answer that the document is searchable. */
    List<Double> freshness() {
        synchronized (freshness) {
            return List.copyOf(freshness);
        }
    }
}
