package io.trovex.benchmarks.pipeline;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Corpus;
import io.trovex.benchmarks.Figures;
import io.trovex.benchmarks.TemporaryPipeline;
import io.trovex.client.Document;
import io.trovex.client.TrovexClient;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.EmbeddingModels;
import io.trovex.embedding.model.TextRole;
import io.trovex.embedding.passage.PassageLimits;
import io.trovex.embedding.passage.PassageSplitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Documents from HTTP to searchable, next to a bare loop over the same model and the same passages. */
public final class PipelineBenchmark implements Benchmark {
    private static final int ROUNDS = 5;
    private static final int WARM_UP = 2;
    private static final int DOCUMENTS = 350;

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public String purpose() {
        return "ingest throughput from POST to searchable, against a bare loop over the same model and texts";
    }

    @Override
    public Map<String, Object> run(BenchmarkOptions options) throws IOException {
        int rounds = options.quick() ? 1 : ROUNDS;
        int size = options.quick() ? 50 : DOCUMENTS;
        List<Document> corpus = Corpus.read(options.corpus(), (WARM_UP + rounds) * size);
        List<Double> loop = new ArrayList<>();
        List<Double> pipeline = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try (TemporaryPipeline running = TemporaryPipeline.start();
                EmbeddingModel model = EmbeddingModels.open(running.model())) {
            BareLoop bare = new BareLoop(model, Runtime.getRuntime().availableProcessors());
            PassageSplitter splitter = new PassageSplitter(model, PassageLimits.DEFAULTS);
            for (int round = 1 - WARM_UP; round <= rounds; round++) {
                options.progress().accept(round < 1 ? "warming up" : "round " + round + " of " + rounds);
                int from = (round + WARM_UP - 1) * size;
                List<Document> documents = corpus.subList(from, from + size);
                List<String> passages = passages(documents, splitter, model);
                double bareSeconds = bare.seconds(passages);
                double pipelineSeconds = seconds(documents, running.client());
                if (round > 0) {
                    loop.add(passages.size() / bareSeconds);
                    pipeline.add(passages.size() / pipelineSeconds);
                    ratios.add(bareSeconds / pipelineSeconds);
                }
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("documents_per_round", size);
        figures.put("rounds", rounds);
        figures.put("bare_loop_passages_per_second", Figures.rounded(Figures.median(loop)));
        figures.put("pipeline_passages_per_second", Figures.rounded(Figures.median(pipeline)));
        figures.put("ratio_median", Figures.rounded(Figures.median(ratios)));
        figures.put("ratios", ratios.stream().map(Figures::rounded).toList());
        figures.put("goal_ratio", 0.9);
        return figures;
    }

    private static double seconds(List<Document> documents, TrovexClient client) {
        long start = System.nanoTime();
        client.submit(documents, true);
        return (System.nanoTime() - start) / 1e9;
    }

    private static List<String> passages(List<Document> documents, PassageSplitter splitter, EmbeddingModel model) {
        return documents.stream()
                .flatMap(document -> splitter.split(document.title(), document.content()).stream())
                .map(passage -> model.description().prefixed(TextRole.PASSAGE, passage.text()))
                .toList();
    }
}
