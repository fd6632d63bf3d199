package io.trovex.benchmarks.search;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Corpus;
import io.trovex.benchmarks.Figures;
import io.trovex.benchmarks.TemporaryPipeline;
import io.trovex.benchmarks.relevance.Evaluation;
import io.trovex.client.Document;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import io.trovex.embedding.model.EmbeddingModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Searches over HTTP, one client, ten hits, at two sizes of the index. The documents go through the whole pipeline, the
 * queries through the model; no query comes twice. Documents beyond the corpus bring a vector of their own. The peer of
 * each mode is keyword search at the smaller size.
 */
public final class SearchBenchmark implements Benchmark {
    private static final List<Integer> SIZES = List.of(10_000, 100_000);
    private static final List<Integer> QUICK_SIZES = List.of(200, 400);
    private static final int QUERIES = 400;
    private static final int WARM_UP = 200;
    private static final int REQUEST = 500;
    private static final int MOST_UNDER_WAY = 4 * REQUEST;
    private static final long SEED = 42;

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String purpose() {
        return "search latency of each mode over HTTP, at 10,000 and 100,000 passages";
    }

    @Override
    public Map<String, Object> run(BenchmarkOptions options) throws IOException {
        List<Integer> sizes = options.quick() ? QUICK_SIZES : SIZES;
        Map<String, Object> figures = new LinkedHashMap<>();
        try (TemporaryPipeline pipeline = TemporaryPipeline.start();
                EmbeddingModel model = pipeline.openModel()) {
            options.progress().accept("embedding the corpus");
            PassageSupply supply = new PassageSupply(Corpus.read(options.corpus(), sizes.getLast()), model);
            figures.put("real_documents", supply.real());
            TrovexClient client = pipeline.client();
            QueryMaker queries = new QueryMaker(supply.texts(), new Random(SEED));
            int loaded = 0;
            for (int size : sizes) {
                loaded = load(supply, loaded, size, client, options);
                figures.put("at_" + size + "_passages", measure(queries, client, options));
            }
        }
        return figures;
    }

    /** Returns how many documents were ever sent. */
    private static int load(
            PassageSupply supply, int from, int passages, TrovexClient client, BenchmarkOptions options) {
        int number = from;
        while (true) {
            JsonNode index = client.get("/v1/index");
            int missing = passages - index.path("passages").asInt();
            int underWay = number - index.path("documents").asInt();
            if (missing <= 0) {
                return number;
            }
            if (underWay >= Math.min(MOST_UNDER_WAY, missing)) {
                pause();
                continue;
            }
            options.progress().accept("loading, " + number + " documents sent");
            List<Document> request = IntStream.range(number, number + Math.min(REQUEST, missing - underWay))
                    .mapToObj(supply::document)
                    .toList();
            client.submit(request, false);
            number += request.size();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> measure(QueryMaker queries, TrovexClient client, BenchmarkOptions options) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("passages", client.get("/v1/index").path("passages").asInt());
        int count = options.quick() ? 20 : QUERIES;
        for (String mode : Evaluation.MODES) {
            options.progress().accept("searching, " + mode);
            List<Double> latencies = new ArrayList<>(count);
            int degraded = 0;
            for (int i = -(options.quick() ? 10 : WARM_UP); i < count; i++) {
                SearchQuestion question = SearchQuestion.of(queries.next(), mode, 10);
                long start = System.nanoTime();
                boolean keywordsOnly = client.search(question).path("degraded").asBoolean();
                if (i >= 0) {
                    latencies.add(Figures.milliseconds(start));
                    degraded += keywordsOnly ? 1 : 0;
                }
            }
            Map<String, Object> latency = Figures.latency(latencies);
            latency.put("degraded", degraded);
            figures.put(mode, latency);
        }
        return figures;
    }
}
