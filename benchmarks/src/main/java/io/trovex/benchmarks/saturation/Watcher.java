package io.trovex.benchmarks.saturation;

import io.trovex.benchmarks.Figures;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** Searches at a steady pace, as a user would, and notes on the way how full the pipeline and its heap are. */
final class Watcher {
    private static final Duration PACE = Duration.ofMillis(200);
    private static final int SEARCHES_PER_LOOK = 5;

    private final TrovexClient client;
    private final List<String> queries;
    private final List<Double> latencies = new ArrayList<>();
    private int asked;
    private int degraded;
    private long mostInFlight;
    private double mostHeapMegabytes;

    Watcher(TrovexClient client, List<String> queries) {
        this.client = client;
        this.queries = queries;
    }

    /** Forgets what it measured. */
    void reset() {
        latencies.clear();
        degraded = 0;
        mostInFlight = 0;
        mostHeapMegabytes = 0;
    }

    void watch(BooleanSupplier goOn) throws InterruptedException {
        long due = System.nanoTime();
        while (goOn.getAsBoolean()) {
            search();
            if (asked % SEARCHES_PER_LOOK == 0) {
                look();
            }
            due += PACE.toNanos();
            long wait = due - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait));
            }
        }
    }

    private void search() {
        String query = queries.get(asked++ % queries.size());
        long start = System.nanoTime();
        JsonNode answer = client.search(SearchQuestion.of(query, null, 10));
        latencies.add(Figures.milliseconds(start));
        degraded += answer.path("degraded").asBoolean() ? 1 : 0;
    }

    private void look() {
        mostInFlight = Math.max(
                mostInFlight, client.get("/v1/pipeline").path("in_flight").asLong());
        double heap = client.get("/actuator/metrics/jvm.memory.used?tag=area:heap")
                .path("measurements")
                .path(0)
                .path("value")
                .asDouble();
        mostHeapMegabytes = Math.max(mostHeapMegabytes, heap / (1 << 20));
    }

    List<Double> latencies() {
        return List.copyOf(latencies);
    }

    int degraded() {
        return degraded;
    }

    long mostInFlight() {
        return mostInFlight;
    }

    double mostHeapMegabytes() {
        return mostHeapMegabytes;
    }
}
