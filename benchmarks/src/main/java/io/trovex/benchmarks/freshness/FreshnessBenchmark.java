package io.trovex.benchmarks.freshness;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Corpus;
import io.trovex.benchmarks.Figures;
import io.trovex.benchmarks.Goal;
import io.trovex.benchmarks.TemporaryPipeline;
import io.trovex.client.Document;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.Encoder;
import io.trovex.embedding.model.TextRole;
import io.trovex.embedding.passage.PassageLimits;
import io.trovex.embedding.passage.PassageSplitter;
import io.trovex.embedding.passage.TextPassage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One document at a time into an idle pipeline: from sending the POST until the answer that it is searchable, and a
 * search for a word that only this document has then finds it. The peer is the model alone on the same text.
 */
public final class FreshnessBenchmark implements Benchmark {
    private static final int DOCUMENTS = 300;
    private static final int WARM_UP = 150;

    @Override
    public String name() {
        return "freshness";
    }

    @Override
    public String purpose() {
        return "POST to searchable on an idle pipeline, against the model's own time on the same text";
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.atMost("beyond_the_model.p50_ms", 150), Goal.atMost("beyond_the_model.p99_ms", 400));
    }

    @Override
    public Map<String, Object> run(BenchmarkOptions options) throws IOException {
        int count = options.quick() ? 20 : DOCUMENTS;
        int warmUp = options.quick() ? 10 : WARM_UP;
        List<Double> fresh = new ArrayList<>();
        List<Double> model = new ArrayList<>();
        List<Double> beyond = new ArrayList<>();
        try (TemporaryPipeline pipeline = TemporaryPipeline.start();
                EmbeddingModel alone = pipeline.openModel()) {
            Encoder encoder = alone.encoder();
            PassageSplitter splitter = new PassageSplitter(alone, PassageLimits.DEFAULTS);
            int number = 0;
            for (Document document : Corpus.read(options.corpus(), warmUp + count)) {
                if (number % 50 == 0) {
                    options.progress().accept("document " + number + " of " + (warmUp + count));
                }
                Document marked = marked(document, number);
                double modelMs = modelTime(marked, splitter, alone, encoder);
                double freshMs = freshness(marked, "nonce" + number, pipeline.client());
                if (number++ >= warmUp) {
                    model.add(modelMs);
                    fresh.add(freshMs);
                    beyond.add(freshMs - modelMs);
                }
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("post_to_searchable", Figures.latency(fresh));
        figures.put("model_alone", Figures.latency(model));
        figures.put("beyond_the_model", Figures.latency(beyond));
        figures.put("goal_beyond_the_model", Map.of("p50_ms", 150, "p99_ms", 400));
        return figures;
    }

    private static Document marked(Document document, int number) {
        return Document.of(
                document.docId(), document.title(), document.content() + " nonce" + number, document.source());
    }

    private static double freshness(Document document, String nonce, TrovexClient client) {
        long start = System.nanoTime();
        client.submit(document, true);
        double milliseconds = Figures.milliseconds(start);
        JsonNode first = client.search(SearchQuestion.of(nonce, "keyword", 1))
                .path("hits")
                .path(0);
        if (!String.valueOf(document.docId()).equals(first.path("doc_id").asString(""))) {
            throw new IllegalStateException(document.docId() + " was announced as searchable, but a search misses it");
        }
        return milliseconds;
    }

    private static double modelTime(
            Document document, PassageSplitter splitter, EmbeddingModel model, Encoder encoder) {
        long start = System.nanoTime();
        for (TextPassage passage : splitter.split(document.title(), document.content())) {
            encoder.encode(model.prepare(model.description().prefixed(TextRole.PASSAGE, passage.text())));
        }
        return Figures.milliseconds(start);
    }
}
