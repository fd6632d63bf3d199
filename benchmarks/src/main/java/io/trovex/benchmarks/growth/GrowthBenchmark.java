package io.trovex.benchmarks.growth;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.ExactNearest;
import io.trovex.benchmarks.Figures;
import io.trovex.benchmarks.Machine;
import io.trovex.benchmarks.TemporaryDirectory;
import io.trovex.contracts.Generation;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.search.SearchHit;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.SearchSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.util.Version;

/**
 * The Lucene index alone, in this process, at three sizes that follow each other: random vectors in clusters, words as
 * frequent as in nature, one passage a document. Documents come in batches of which each is made visible, as from the
 * log, while merges run beside; searches are measured when the merges are done.
 */
public final class GrowthBenchmark implements Benchmark {
    private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);
    private static final List<Integer> QUICK_SIZES = List.of(300, 1_000);
    private static final Duration PATIENCE = Duration.ofMinutes(14);
    private static final int BATCH = 500;
    private static final int NEAREST = 10;
    private static final int QUERIES = 400;
    private static final int WARM_UP = 400;
    private static final int WORDS = 4;
    private static final int DIMENSION = 384;
    /** One with changes, one that finds none and merges, one with what was merged, and one to see that it is enough. */
    private static final int COMMITS_TO_REST = 4;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Generation GENERATION = new Generation("growth", "random", DIMENSION);

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String purpose() {
        return "latency, recall, memory and build time of the index at 10,000, 100,000 and 1,000,000 passages";
    }

    @Override
    public Map<String, Object> run(BenchmarkOptions options) throws IOException {
        return new Run(options).figures();
    }

    /** One index that grows. */
    private static final class Run {
        private final BenchmarkOptions options;
        private final long deadline;
        private final ClusteredPassages passages;
        private final Map<String, float[]> queries = new HashMap<>();
        private final List<String> texts = new ArrayList<>();
        private final List<ExactNearest> exact = new ArrayList<>();
        private int indexed;
        private double buildSeconds;
        private double buildProcessorSeconds;

        Run(BenchmarkOptions options) {
            this.options = options;
            Duration time = options.time() == null ? PATIENCE : options.time();
            this.deadline = System.nanoTime() + time.toNanos();
            this.passages = new ClusteredPassages(GENERATION, options.seed());
            int count = options.quick() ? 30 : QUERIES + WARM_UP;
            for (int i = 0; i < count; i++) {
                String text = passages.text(Integer.MIN_VALUE + i, WORDS) + " q" + i;
                texts.add(text);
                queries.put(text, passages.vector(-1_000_000 - i));
                if (i < (options.quick() ? 10 : 100)) {
                    exact.add(new ExactNearest(queries.get(text), NEAREST));
                }
            }
        }

        Map<String, Object> figures() throws IOException {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("machine", Machine.figures());
            figures.put("lucene", Version.LATEST.toString());
            figures.put("seed", options.seed());
            try (TemporaryDirectory directory = TemporaryDirectory.create();
                    LuceneIndex index = LuceneIndex.open(directory.path(), GENERATION, IndexSettings.DEFAULTS)) {
                SearchService service = new SearchService(
                        index, text -> Objects.requireNonNull(queries.get(text)), SearchSettings.DEFAULTS);
                for (int size : options.quick() ? QUICK_SIZES : SIZES) {
                    boolean complete = grow(index, size);
                    figures.put("at_" + size + "_passages", measure(index, service, complete));
                    if (!complete) {
                        break;
                    }
                }
            }
            return figures;
        }

        /** Whether there was time for all of it. What it takes to make the documents does not count. */
        private boolean grow(LuceneIndex index, int size) {
            double processorBefore = Machine.processorSeconds();
            double making = 0;
            while (indexed < size && System.nanoTime() < deadline) {
                if (indexed % 20_000 == 0) {
                    options.progress().accept("indexing, " + indexed + " of " + size);
                }
                long ownBefore = THREADS.getCurrentThreadCpuTime();
                List<IndexableDocument> batch = batch(size);
                making += (THREADS.getCurrentThreadCpuTime() - ownBefore) / 1e9;
                long start = System.nanoTime();
                index.apply(batch);
                index.refresh();
                buildSeconds += Figures.milliseconds(start) / 1000;
            }
            long start = System.nanoTime();
            for (int i = 0; i < COMMITS_TO_REST; i++) {
                index.commit();
                index.awaitMerges();
            }
            buildSeconds += Figures.milliseconds(start) / 1000;
            buildProcessorSeconds += Machine.processorSeconds() - processorBefore - making;
            return indexed == size;
        }

        private List<IndexableDocument> batch(int size) {
            List<IndexableDocument> batch = new ArrayList<>(BATCH);
            while (batch.size() < BATCH && indexed < size) {
                float[] vector = passages.vector(indexed);
                String id = "passage-" + indexed;
                exact.forEach(query -> query.offer(id, vector));
                batch.add(passages.document(indexed++, vector));
            }
            return batch;
        }

        private Map<String, Object> measure(LuceneIndex index, SearchService service, boolean complete) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("passages", indexed);
            figures.put("complete", complete);
            figures.put("build_seconds", Figures.rounded(buildSeconds));
            figures.put("build_processor_seconds", Figures.rounded(buildProcessorSeconds));
            figures.put("passages_per_second", Math.round(indexed / buildSeconds));
            figures.put("segments", index.statistics().segments());
            figures.put("disk_mb", Machine.megabytes(index.directory()));
            for (SearchMode mode : List.of(SearchMode.HYBRID, SearchMode.SEMANTIC, SearchMode.KEYWORD)) {
                options.progress().accept("searching " + indexed + " passages, " + mode);
                figures.put(mode.name().toLowerCase(Locale.ROOT), latency(service, mode));
            }
            figures.put("recall_at_10", recall(service));
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            figures.put("heap_mb", (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000);
            figures.put(
                    "resident_mb",
                    Machine.residentMegabytes(ProcessHandle.current().pid()));
            return figures;
        }

        private Map<String, Object> latency(SearchService service, SearchMode mode) {
            List<Double> latencies = new ArrayList<>();
            int warmUp = texts.size() / 2;
            for (int i = 0; i < texts.size(); i++) {
                long start = System.nanoTime();
                service.search(SearchRequest.of(texts.get(i), mode, NEAREST));
                if (i >= warmUp) {
                    latencies.add(Figures.milliseconds(start));
                }
            }
            return Figures.latency(latencies);
        }

        private double recall(SearchService service) {
            double sum = 0;
            for (int i = 0; i < exact.size(); i++) {
                List<String> found =
                        service.search(SearchRequest.of(texts.get(i), SearchMode.SEMANTIC, NEAREST)).hits().stream()
                                .map(SearchHit::docId)
                                .toList();
                sum += exact.get(i).recall(found);
            }
            return Figures.rounded(sum / exact.size());
        }
    }
}
