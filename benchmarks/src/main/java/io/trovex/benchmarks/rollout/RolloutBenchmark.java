package io.trovex.benchmarks.rollout;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Corpus;
import io.trovex.benchmarks.Figures;
import io.trovex.benchmarks.Goal;
import io.trovex.benchmarks.TemporaryDirectory;
import io.trovex.client.Document;
import io.trovex.client.TrovexClient;
import io.trovex.standalone.Pipeline;
import io.trovex.standalone.PipelineSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Another model takes over while documents arrive and searches run: it is built, compared, tried on users, made to fail
 * and rolled back by itself, mended, tried again and promoted, and the model before it retires. Counts what that cost
 * the users: nothing may fail, nothing may be lost.
 */
public final class RolloutBenchmark implements Benchmark {
    private static final String SECOND_MODEL = "bge-small-en-v1.5-int8-fused";
    private static final double FAILING = 0.2;
    private static final int DOCUMENTS = 1_000;
    private static final int QUICK_DOCUMENTS = 100;

    /** Characters of a document: two models embed fifty a second of these on two cores, beside the searches. */
    private static final int LONGEST = 300;

    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration QUICK_WARM_UP = Duration.ofSeconds(2);
    private static final double WRITES_PER_SECOND = 50;
    private static final double QUICK_WRITES_PER_SECOND = 4;
    private static final double SEARCHES_PER_SECOND = 20;
    private static final double QUICK_SEARCHES_PER_SECOND = 15;
    private static final int COMPARED_QUERIES = 100;
    private static final int FAILURES_SHOWN = 10;
    private static final Duration STATUS_BEHIND = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "rollout";
    }

    @Override
    public String purpose() {
        return "another model built, tried, rolled back, mended and promoted while documents arrive and searches run";
    }

    @Override
    public List<Goal> goals() {
        return List.of(
                Goal.none("documents_not_indexed"),
                Goal.none("documents_missing_in_the_new_index"),
                Goal.none("writes_failed"),
                Goal.none("searches_failed"));
    }

    @Override
    public Map<String, Object> run(BenchmarkOptions options) throws IOException {
        List<Document> corpus = Corpus.read(options.corpus(), options.quick() ? QUICK_DOCUMENTS : DOCUMENTS).stream()
                .map(RolloutBenchmark::opening)
                .toList();
        try (TemporaryDirectory data = TemporaryDirectory.create();
                Pipeline pipeline = Pipeline.start(settings(data, options.quick()))) {
            TrovexClient client = new TrovexClient(pipeline.url());
            options.progress().accept("serving " + PipelineSettings.DEFAULT_MODEL);
            client.submit(corpus, true);
            Writes writes = new Writes(client, pipeline.url(), corpus);
            Searches searches = new Searches(client, corpus, options.seed());
            Map<String, Object> figures = new LinkedHashMap<>();
            double writesPerSecond = options.quick() ? QUICK_WRITES_PER_SECOND : WRITES_PER_SECOND;
            double searchesPerSecond = options.quick() ? QUICK_SEARCHES_PER_SECOND : SEARCHES_PER_SECOND;
            figures.put("documents_at_start", corpus.size());
            figures.put("writes_per_second", writesPerSecond);
            figures.put("searches_per_second", searchesPerSecond);
            figures.put("serving_model", PipelineSettings.DEFAULT_MODEL);
            figures.put("candidate_model", SECOND_MODEL);
            long start = System.nanoTime();
            try (SteadyLoad _ = new SteadyLoad("writes", writesPerSecond, writes::write);
                    SteadyLoad _ = new SteadyLoad("searches", searchesPerSecond, searches::search)) {
                rollOut(new Operator(client), searches, writes, options, figures);
            }
            figures.put("seconds", Figures.rounded((System.nanoTime() - start) / 1e9));
            options.progress().accept("counting documents");
            account(client, corpus, writes, searches, figures);
            return figures;
        }
    }

    private static Document opening(Document document) {
        String text = document.content();
        int end = text.length() <= LONGEST ? text.length() : text.lastIndexOf(' ', LONGEST);
        return Document.of(document.docId(), document.title(), text.substring(0, end), "benchmark");
    }

    private static PipelineSettings settings(TemporaryDirectory data, boolean quick) {
        return new PipelineSettings(
                0,
                data.path(),
                PipelineSettings.DEFAULT_MODEL,
                Map.of(
                        "spring.main.sources", FaultyModel.class.getName(),
                        "trovex.canary.steps", quick ? "20,50,100" : "5,25,50,100",
                        "trovex.canary.minimum-searches", quick ? "40" : "60",
                        "trovex.canary.soak", quick ? "2s" : "10s",
                        // the second model is the slower one, and the machine is shared with all the load
                        "trovex.canary.slow-margin", quick ? "5s" : "250ms"));
    }

    private static void rollOut(
            Operator operator,
            Searches searches,
            Writes writes,
            BenchmarkOptions options,
            Map<String, Object> figures) {
        String before = operator.serving();
        pause(options.quick() ? QUICK_WARM_UP : WARM_UP);
        during("build", writes, searches);
        options.progress().accept("building " + SECOND_MODEL);
        String candidate = operator.create(SECOND_MODEL);
        Operator.Reached built = operator.await(candidate, "ready", "failed");
        figures.put("build_seconds", Figures.rounded(built.seconds()));
        figures.put(
                "build_documents",
                built.generation().path("progress").path("documents").asLong());

        options.progress().accept("comparing");
        during("comparison", writes, searches);
        JsonNode comparison = operator.compare(candidate, COMPARED_QUERIES);
        figures.put("comparison", comparison(comparison));

        options.progress().accept("trying it on users, while it fails " + FAILING + " of its queries");
        during("failing_canary", writes, searches);
        // only now: the gate would not let a model to the users that fails already
        operator.order(candidate, "canary");
        FaultyModel.fail(SECOND_MODEL, FAILING);
        figures.put("failing_canary", canary(operator, candidate, searches));
        FaultyModel.mend();

        options.progress().accept("mended; trying it again");
        during("mended_canary", writes, searches);
        operator.order(candidate, "canary");
        figures.put("mended_canary", canary(operator, candidate, searches));
        if (!operator.serving().equals(candidate)) {
            throw new IllegalStateException("not promoted: " + figures);
        }
        during("promoted", writes, searches);
        operator.order(before, "retire");
        figures.put(
                "retired",
                operator.await(before, "retired").generation().path("id").asString());
    }

    private static void during(String phase, Writes writes, Searches searches) {
        writes.during(phase);
        searches.during(phase);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Until the generation is either serving or back to ready. */
    private static Map<String, Object> canary(Operator operator, String candidate, Searches searches) {
        int searchesBefore = searches.candidates();
        int rescuedBefore = searches.rescued();
        Operator.Reached end = operator.await(candidate, "ready", "serving");
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("ended", end.state());
        figures.put("cause", end.generation().path("canary").path("cause").asString("none"));
        figures.put("seconds", Figures.rounded(end.seconds()));
        figures.put("searches_by_candidate", searches.candidates() - searchesBefore);
        figures.put("answered_by_serving_instead", searches.rescued() - rescuedBefore);
        return figures;
    }

    private static Map<String, Object> comparison(JsonNode report) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("queries", report.path("queries").asInt());
        figures.put(
                "overlap_at_10", Figures.rounded(report.path("overlap_at_10").asDouble()));
        figures.put(
                "rank_correlation",
                Figures.rounded(report.path("rank_correlation").asDouble()));
        for (String side : List.of("serving", "candidate")) {
            figures.put(
                    side + "_p50_ms",
                    Figures.rounded(report.path(side).path("p50_ms").asDouble()));
            figures.put(
                    side + "_zero_result_rate",
                    report.path(side).path("zero_result_rate").asDouble());
        }
        return figures;
    }

    private static void account(
            TrovexClient client, List<Document> corpus, Writes writes, Searches searches, Map<String, Object> figures) {
        Operator operator = new Operator(client);
        operator.awaitDrained();
        long end = System.nanoTime() + STATUS_BEHIND.toNanos();
        List<String> lost = writes.accepted().stream()
                .filter(docId ->
                        !operator.becomes(docId, writes.deleted().contains(docId) ? "deleted" : "indexed", end))
                .toList();
        JsonNode serving = operator.show(operator.serving());
        figures.put("documents_written", writes.accepted().size());
        figures.put("documents_updated", writes.updated());
        figures.put("documents_deleted", writes.deleted().size());
        figures.put("documents_not_indexed", lost.size());
        figures.put(
                "documents_missing_in_the_new_index",
                corpus.size()
                        + writes.accepted().size()
                        - writes.deleted().size()
                        - serving.path("progress").path("documents").asInt());
        figures.put("writes_failed", writes.failures().size());
        figures.put("searches", searches.latencies().size());
        figures.put("searches_failed", searches.failures().size());
        figures.put(
                "failure_examples",
                Stream.of(
                                lost.stream().map(docId -> docId + ": " + operator.fate(docId)),
                                writes.failures().stream(),
                                searches.failures().stream())
                        .flatMap(Function.identity())
                        .limit(FAILURES_SHOWN)
                        .toList());
        figures.put("searches_degraded", searches.degraded());
        figures.put("searches_empty", searches.empty());
        figures.put("search_latency", Figures.latency(searches.latencies()));
        figures.put(
                "freshness",
                Figures.latency(writes.freshness().values().stream()
                        .flatMap(List::stream)
                        .toList()));
        Map<String, Object> phases = new LinkedHashMap<>();
        writes.freshness().forEach((phase, times) -> phases.put(phase, Figures.latency(times)));
        figures.put("freshness_during", phases);
        Map<String, Object> searchPhases = new LinkedHashMap<>();
        searches.byPhase().forEach((phase, times) -> searchPhases.put(phase, Figures.latency(times)));
        figures.put("search_latency_during", searchPhases);
    }
}
