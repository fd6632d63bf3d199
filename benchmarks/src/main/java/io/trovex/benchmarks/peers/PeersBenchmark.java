package io.trovex.benchmarks.peers;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Goal;
import io.trovex.benchmarks.TemporaryDirectory;
import io.trovex.benchmarks.search.QueryMaker;
import io.trovex.index.analysis.Language;
import io.trovex.standalone.PipelineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Both peers run at once and are asked in turn, the same questions about the same documents, for ten hits with title and
 * body. Documents and questions bring the same model's vectors, which nobody makes meanwhile. Trovex makes each answer
 * anew, except in the last part: there both may remember what they answered, Trovex by default, OpenSearch because it is
 * told to.
 */
public final class PeersBenchmark implements Benchmark {
    private static final int MOST_DOCUMENTS = 100_000;

    /** Answers are remembered only where that is what is measured. */
    private static final List<String> NO_MEMORY = List.of("trovex.index.answer-cache-megabytes=0");

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public String purpose() {
        return "search, indexing and freshness beside a plain OpenSearch over HTTP, on the same documents and vectors";
    }

    @Override
    public List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (String searches : List.of("hybrid", "remembered_hybrid")) {
            for (int clients : InTurn.CLIENTS) {
                goals.add(Goal.atLeast("ratios.%s_clients_%d_throughput".formatted(searches, clients), 3));
                goals.add(Goal.atMost("ratios.%s_clients_%d_p99".formatted(searches, clients), 0.333));
            }
        }
        goals.add(Goal.atLeast("recall_at_10.trovex", Trial.LEAST_RECALL));
        goals.add(Goal.atLeast("recall_at_10.opensearch", Trial.LEAST_RECALL));
        goals.add(Goal.atLeast("ratios.indexing", 2));
        goals.add(Goal.atLeast("ratios.freshness", 5));
        goals.add(Goal.atMost("ratios.trovex_p99_during_intake_to_idle", 3));
        return goals;
    }

    @Override
    public Map<String, Object> run(BenchmarkOptions options) throws IOException {
        int most = options.quick() ? 200 : MOST_DOCUMENTS;
        try (EmbeddedCorpus corpus = EmbeddedCorpus.open(options, PipelineSettings.DEFAULT_MODEL, most, kept());
                TemporaryDirectory data = TemporaryDirectory.create();
                OpenSearchPeer openSearch = OpenSearchPeer.start(
                        Files.createDirectory(data.path().resolve("opensearch")), corpus.vector(0).length)) {
            Path own = Files.createDirectory(data.path().resolve("trovex"));
            List<Question> questions = questions(options, corpus);
            Trial trial;
            try (TrovexPeer trovex = TrovexPeer.start(own, NO_MEMORY)) {
                trial = new Trial(options, corpus, questions, trovex, openSearch);
                trial.run();
            }
            try (TrovexPeer trovex = TrovexPeer.start(own, List.of())) {
                new Trial(options, corpus, questions, trovex, openSearch).askAgain(trial);
            }
            return trial.figures();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<Question> questions(BenchmarkOptions options, EmbeddedCorpus corpus) {
        QueryMaker queries = new QueryMaker(corpus.texts(), new Random(options.seed()));
        List<Question> questions = new ArrayList<>();
        int count = options.quick() ? 20 : 500;
        while (questions.size() < count) {
            // nothing that Trovex would take for an operator
            String words = queries.next().replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
            if (hasMoreThanStopWords(words)) {
                questions.add(corpus.question(words));
            }
        }
        return questions;
    }

    /** By words alone, nothing is found for less. */
    private static boolean hasMoreThanStopWords(String words) {
        return !Language.ENGLISH.terms(words).isEmpty();
    }

    /** Under the build's directory, where a rerun finds what was embedded. */
    private static Path kept() {
        String home = System.getenv("TROVEX_HOME");
        return home == null
                ? Path.of(System.getProperty("java.io.tmpdir"), "trovex-benchmarks")
                : Path.of(home, "target", "benchmarks");
    }
}
