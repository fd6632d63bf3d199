package io.trovex.benchmarks.saturation;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Corpus;
import io.trovex.benchmarks.Figures;
import io.trovex.benchmarks.Goal;
import io.trovex.benchmarks.PipelineProcess;
import io.trovex.benchmarks.TemporaryDirectory;
import io.trovex.client.Document;
import io.trovex.client.TrovexClient;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import tools.jackson.databind.JsonNode;

/**
 * Five times as many documents as the pipeline can take, for a while, into a pipeline with a heap of 512 MB, with
 * searches beside it. The peer of search under load is search on the same pipeline before. Whatever was answered with
 * 202 must be in the ledger as settled and in the index in the end.
 */
public final class SaturationBenchmark implements Benchmark {
    private static final String HEAP = "512m";
    private static final Duration DEFAULT_TIME = Duration.ofMinutes(5);
    private static final double OVERLOAD = 5;
    private static final int CORPUS = 2_500;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Override
    public String name() {
        return "saturation";
    }

    @Override
    public String purpose() {
        return "5 times more documents than the pipeline takes: 429s, latency, search beside it, recovery, losses";
    }

    @Override
    public List<Goal> goals() {
        return List.of(
                Goal.none("other_than_202_and_429"),
                Goal.none("429_without_retry_after"),
                Goal.none("lost"),
                Goal.atMost("search_p99_ratio", 3));
    }

    @Override
    public Map<String, Object> run(BenchmarkOptions options) throws IOException {
        Duration time =
                options.time() != null ? options.time() : options.quick() ? Duration.ofSeconds(10) : DEFAULT_TIME;
        Marks marks = Marks.of(time);
        List<Document> corpus = Corpus.read(options.corpus(), CORPUS);
        try (TemporaryDirectory data = TemporaryDirectory.create();
                PipelineProcess pipeline =
                        PipelineProcess.start(data.path(), List.of("-Xmx" + HEAP), marks.properties())) {
            return measure(options, time, marks, corpus, pipeline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Map<String, Object> measure(
            BenchmarkOptions options, Duration time, Marks marks, List<Document> corpus, PipelineProcess pipeline)
            throws InterruptedException {
        TrovexClient client = new TrovexClient(pipeline.url());
        LoadDocuments supply = new LoadDocuments(corpus);
        options.progress().accept("finding out what the pipeline takes");
        Capacity found = Capacity.measure(client, supply, time.dividedBy(2));
        double capacity = found.perSecond();

        Watcher watcher = new Watcher(
                client, corpus.stream().map(SaturationBenchmark::query).toList());
        options.progress().accept("warming up");
        OpenLoop warmUp = new OpenLoop(pipeline.url(), supply);
        run(warmUp, capacity / 2, time.dividedBy(5), watcher);
        watcher.reset();
        options.progress().accept("searching while idle");
        long idleEnd = System.nanoTime() + time.toNanos() / 4;
        watcher.watch(() -> System.nanoTime() < idleEnd);
        Map<String, Object> idle = Figures.latency(watcher.latencies());
        double idleP99 = Figures.percentile(watcher.latencies(), 99);
        watcher.reset();

        double rate = OVERLOAD * capacity;
        options.progress().accept("%.0f documents/s for %d s".formatted(rate, time.toSeconds()));
        OpenLoop load = new OpenLoop(pipeline.url(), supply);
        run(load, rate, time, watcher);

        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("heap", HEAP);
        figures.put("seconds", time.toSeconds());
        figures.put("high", marks.high());
        figures.put("low", marks.low());
        figures.put("capacity_documents_per_s", Figures.rounded(capacity));
        figures.put("offered_documents_per_s", Figures.rounded(rate));
        figures.put("accepted_documents_per_s", Figures.rounded(load.accepted() / (double) time.toSeconds()));
        figures.put("answers", load.answers());
        figures.put("other_than_202_and_429", load.other());
        figures.put("429_without_retry_after", load.withoutRetryAfter());
        putLatency(figures, "accepted", load.acceptedLatencies());
        putLatency(figures, "refused", load.refusedLatencies());
        figures.put("search_idle", idle);
        Map<String, Object> loaded = Figures.latency(watcher.latencies());
        loaded.put("degraded", watcher.degraded());
        figures.put("search_under_load", loaded);
        figures.put("search_p99_ratio", Figures.rounded(Figures.percentile(watcher.latencies(), 99) / idleP99));
        figures.put("most_in_flight", watcher.mostInFlight());
        figures.put("most_heap_mb", Figures.rounded(watcher.mostHeapMegabytes()));
        options.progress().accept("recovering");
        figures.putAll(recovery(client, Duration.ofSeconds((long) (60 + 3 * marks.high() / capacity))));
        figures.putAll(account(client, found.documents() + warmUp.accepted() + load.accepted()));
        figures.put("alive", pipeline.isAlive());
        figures.put("goal", Map.of("other_than_202_and_429", 0, "search_p99_ratio", 3, "lost", 0));
        return figures;
    }

    private static String query(Document document) {
        String[] words = document.content().split("\\s+");
        return String.join(" ", List.of(words).subList(0, Math.min(6, words.length)));
    }

    private static void putLatency(Map<String, Object> figures, String name, List<Double> latencies) {
        if (!latencies.isEmpty()) {
            figures.put(name, Figures.latency(latencies));
        }
    }

    /** Searches go on beside it. */
    private static void run(OpenLoop load, double rate, Duration time, Watcher watcher) throws InterruptedException {
        FutureTask<Void> producing = new FutureTask<>(() -> {
            load.run(rate, time);
            return null;
        });
        Thread.ofPlatform().name("producers").start(producing);
        watcher.watch(() -> !producing.isDone());
        try {
            producing.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** How long it takes without help until it accepts again, and until nothing is in flight. */
    private static Map<String, Object> recovery(TrovexClient client, Duration patience) throws InterruptedException {
        long start = System.nanoTime();
        Double accepting = null;
        while (System.nanoTime() - start < patience.toNanos()) {
            JsonNode pipeline = client.get("/v1/pipeline");
            if (accepting == null && pipeline.path("state").asString("").equals("accepting")) {
                accepting = (System.nanoTime() - start) / 1e9;
            }
            if (accepting != null && pipeline.path("in_flight").asLong(-1) == 0) {
                return Map.of(
                        "accepting_after_s",
                        Figures.rounded(accepting),
                        "drained_after_s",
                        Figures.rounded((System.nanoTime() - start) / 1e9));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        throw new IllegalStateException("not drained after " + patience.toSeconds() + " s");
    }

    private static Map<String, Object> account(TrovexClient client, int accepted) {
        JsonNode ledger = client.get("/v1/pipeline/ledger");
        long indexed = ledger.at("/totals/indexed").asLong();
        long searchable = client.get("/v1/index").path("documents").asLong();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("accepted_in_all", accepted);
        figures.put("ledger", ledger.path("equation").asString(""));
        figures.put("balanced", ledger.path("balanced").asBoolean());
        figures.put("documents_in_the_index", searchable);
        figures.put("lost", Math.max(0, accepted - Math.min(indexed, searchable)));
        return figures;
    }
}
