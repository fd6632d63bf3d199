package io.trovex.benchmarks.pipeline;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Corpus;
import io.trovex.benchmarks.Figures;
import io.trovex.benchmarks.Goal;
import io.trovex.benchmarks.TemporaryPipeline;
import io.trovex.client.Document;
import io.trovex.client.TrovexClient;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.TextRole;
import io.trovex.embedding.passage.PassageLimits;
import io.trovex.embedding.passage.PassageSplitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Documents from HTTP to searchable, each round between two of a bare loop over the same model and as many passages:
 * once with pages of several paragraphs, once with single paragraphs, where a document costs about what its vector does.
 */
public final class PipelineBenchmark implements Benchmark {
    private static final int PARAGRAPHS_PER_PAGE = 4;
    private static final int PARAGRAPHS = 2_500;

    /** How often a round takes the corpus: long enough that filling and draining the pipeline hardly count. */
    private static final int COPIES_PER_ROUND = 2;

    private static final int ROUNDS = 5;

    /** Rounds, some three minutes, until the compiler is done with the broker, Lucene and our own code. */
    private static final int WARM_UP = 12;

    /** Rounds with documents of another size, which the compiler sees for the first time. */
    private static final int SECOND_WARM_UP = 4;

    private static final int QUICK_PARAGRAPHS = 50;

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public String purpose() {
        return "ingest throughput from POST to searchable, against a bare loop over the same model and texts";
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.atLeast("pages.ratio_median", 0.9), Goal.atLeast("paragraphs.ratio_median", 0.9));
    }

    @Override
    public Map<String, Object> run(BenchmarkOptions options) throws IOException {
        List<Document> paragraphs = Corpus.read(options.corpus(), options.quick() ? QUICK_PARAGRAPHS : PARAGRAPHS);
        List<Document> pages = Pages.of(paragraphs, PARAGRAPHS_PER_PAGE);
        Map<String, Object> figures = new LinkedHashMap<>();
        try (TemporaryPipeline running = TemporaryPipeline.start();
                EmbeddingModel model = running.openModel()) {
            figures.put("pages", series("pages", pages, WARM_UP, running, model, options));
            figures.put("paragraphs", series("paragraphs", paragraphs, SECOND_WARM_UP, running, model, options));
        }
        figures.put("goal_ratio", 0.9);
        return figures;
    }

    private static Map<String, Object> series(
            String name,
            List<Document> documents,
            int warmUp,
            TemporaryPipeline running,
            EmbeddingModel model,
            BenchmarkOptions options) {
        int rounds = options.quick() ? 1 : ROUNDS;
        BareLoop bare = new BareLoop(model, Runtime.getRuntime().availableProcessors());
        PassageSplitter splitter = new PassageSplitter(model, PassageLimits.DEFAULTS);
        List<Double> loop = new ArrayList<>();
        List<Double> pipeline = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        int passagesPerRound = 0;
        int copies = options.quick() ? 1 : COPIES_PER_ROUND;
        for (int round = 1; round <= warmUp && !options.quick(); round++) {
            options.progress().accept("%s: warming up, %d of %d".formatted(name, round, warmUp));
            seconds(unseen(documents, name + " warm-up " + round, copies), running.client());
        }
        // the loop's first round is its warm-up
        bare.seconds(passages(unseen(documents, name, copies), splitter, model));
        double bareBefore = bare.seconds(passages(unseen(documents, name + " 0", copies), splitter, model));
        for (int round = 1; round <= rounds; round++) {
            List<Document> unseen = unseen(documents, name + " " + round, copies);
            List<String> passages = passages(unseen, splitter, model);
            double pipelineSeconds = seconds(unseen, running.client());
            double bareAfter = bare.seconds(passages);
            double bareSeconds = (bareBefore + bareAfter) / 2;
            double ratio = bareSeconds / pipelineSeconds;
            options.progress().accept("%s: round %d of %d, ratio %.3f".formatted(name, round, rounds, ratio));
            passagesPerRound = passages.size();
            bareBefore = bareAfter;
            loop.add(passages.size() / bareSeconds);
            pipeline.add(passages.size() / pipelineSeconds);
            ratios.add(ratio);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rounds", rounds);
        figures.put("documents_per_round", documents.size() * copies);
        figures.put("passages_per_round", passagesPerRound);
        figures.put("bare_loop_passages_per_second", Figures.rounded(Figures.median(loop)));
        figures.put("pipeline_passages_per_second", Figures.rounded(Figures.median(pipeline)));
        figures.put("ratio_median", Figures.rounded(Figures.median(ratios)));
        figures.put("ratios", ratios.stream().map(Figures::rounded).toList());
        return figures;
    }

    private static List<Document> unseen(List<Document> documents, String round, int copies) {
        return IntStream.rangeClosed(1, copies)
                .mapToObj(copy -> Pages.numbered(documents, round + " " + copy))
                .flatMap(List::stream)
                .toList();
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
