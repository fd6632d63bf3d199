package io.trovex.benchmarks.rollout;

import io.trovex.benchmarks.Figures;
import io.trovex.client.Document;
import io.trovex.client.TrovexClient;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Documents: eight of ten are new, one changes a new one of before and one deletes one; for some the time until a search
 * finds them. Thread-safe.
 */
final class Writes {
    private static final int A_ROUND = 10;
    private static final int UPDATES = 7;
    private static final int DELETES = 9;
    /** So many writes before: that one has its answer, or else it is left alone. */
    private static final int BEFORE = 26;

    private final TrovexClient client;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Document> corpus;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger updated = new AtomicInteger();
    private final Set<String> failures = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Double>> freshness = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile @Nullable String phase;

    Writes(TrovexClient client, URI url, List<Document> corpus) {
        this.client = client;
        this.url = url;
        this.corpus = corpus;
    }

    /** What the operator does from now on; before, no time is taken. */
    void during(String name) {
        phase = name;
    }

    void write() {
        int number = next.getAndIncrement();
        String before = "new-" + (number - BEFORE);
        boolean isKnown = accepted.contains(before);
        if (number % A_ROUND == DELETES && isKnown) {
            delete(before);
        } else if (number % A_ROUND == UPDATES && isKnown) {
            submit(before, number);
            updated.incrementAndGet();
        } else {
            submit("new-" + number, number);
        }
    }

    private void submit(String docId, int number) {
        Document source = corpus.get(number % corpus.size());
        boolean timed = number % A_ROUND == 0;
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

    private void delete(String docId) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(url.resolve("/v1/documents/" + docId))
                            .DELETE()
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() == HttpURLConnection.HTTP_ACCEPTED) {
                deleted.add(docId);
            } else {
                failures.add(docId + ": " + answer.body());
            }
        } catch (IOException e) {
            failures.add(docId + ": " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those of them that were deleted again. */
    Set<String> deleted() {
        return Set.copyOf(deleted);
    }

    int updated() {
        return updated.get();
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
