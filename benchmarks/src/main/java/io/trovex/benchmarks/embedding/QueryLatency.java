package io.trovex.benchmarks.embedding;

import io.trovex.benchmarks.Figures;
import io.trovex.embedding.engine.EmbeddingEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How long a query waits for its vector, alone and while documents keep every core busy. */
final class QueryLatency {
    private static final int PAUSE_MILLISECONDS = 10;

    private final EmbeddingEngine engine;
    private final List<String> documents;

    QueryLatency(EmbeddingEngine engine, List<String> documents) {
        this.engine = engine;
        this.documents = documents;
    }

    Map<String, Object> measure(List<String> queries) {
        List<Double> alone = latencies(queries);
        List<Double> loaded;
        Thread load = Thread.ofPlatform().daemon().start(this::embedOn);
        try {
            loaded = latencies(queries);
        } finally {
            load.interrupt();
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("idle", Figures.latency(alone));
        figures.put("under_load", Figures.latency(loaded));
        figures.put("p99_ratio", Figures.rounded(Figures.percentile(loaded, 99) / Figures.percentile(alone, 99)));
        figures.put("goal_p99_ratio", 3);
        return figures;
    }

    private void embedOn() {
        try {
            while (!Thread.interrupted()) {
                engine.passages(documents);
            }
        } catch (InterruptedException _) {
            // measured enough
        }
    }

    private List<Double> latencies(List<String> queries) {
        List<Double> latencies = new ArrayList<>(queries.size());
        for (String query : queries) {
            pause();
            long start = System.nanoTime();
            Objects.requireNonNull(engine.query(query).join());
            latencies.add(Figures.milliseconds(start));
        }
        return latencies;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
