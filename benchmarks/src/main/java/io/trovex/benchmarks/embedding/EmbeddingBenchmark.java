package io.trovex.benchmarks.embedding;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Corpus;
import io.trovex.benchmarks.Figures;
import io.trovex.benchmarks.Goal;
import io.trovex.benchmarks.TemporaryDirectory;
import io.trovex.client.Document;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.EmbeddingModels;
import io.trovex.embedding.model.graph.Precision;
import io.trovex.embedding.passage.PassageLimits;
import io.trovex.embedding.passage.PassageSplitter;
import io.trovex.embedding.passage.TextPassage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Passages a second of the default model: our engine, bare loops over ONNX Runtime (one of them over our own graph),
 * langchain4j and Spring AI, each round in turn on the same texts; then how long queries wait.
 */
public final class EmbeddingBenchmark implements Benchmark {
    private static final String MODEL = "all-minilm-l6-v2";
    private static final String OURS = "trovex_int8_fused";
    private static final int ROUNDS = 5;
    private static final int PASSAGES = 100;
    private static final int QUICK_PASSAGES = 20;
    private static final int PARAGRAPHS_PER_PAGE = 6;
    private static final int QUERY_WORDS = 8;

    /** Six layers of 12 · 384² weights, each multiplied and added. */
    private static final double OPERATIONS_PER_TOKEN = 6 * 12 * 384 * 384 * 2.0;

    @Override
    public String name() {
        return "embedding";
    }

    @Override
    public String purpose() {
        return "passages a second, against bare ONNX Runtime, langchain4j and, if fetched, Spring AI; queries' wait beside documents";
    }

    @Override
    public List<Goal> goals() {
        return List.of(
                Goal.atLeast("ratio_of_" + OURS + ".onnx_loop_fused_int8", 0.95),
                Goal.atLeast("ratio_of_" + OURS + ".langchain4j_int8", 1.8),
                Goal.atLeast("ratio_of_" + OURS + ".spring_ai_int8", 3),
                Goal.atMost("query.p99_ratio", 3));
    }

    @Override
    public Map<String, Object> run(BenchmarkOptions options) throws IOException {
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                EmbeddingModel full = EmbeddingModels.open(MODEL, directory.path());
                EmbeddingModel int8 = EmbeddingModels.open(MODEL + "-int8-fused", directory.path());
                TrovexEngine fullEngine = TrovexEngine.over("trovex_fp32_fused", full);
                TrovexEngine engine = TrovexEngine.over(OURS, int8)) {
            PublishedFiles files = PublishedFiles.in(directory.path());
            try (OnnxLoop fp32Loop = OnnxLoop.open("onnx_loop_published_fp32", files.fp32(), int8.tokenizer());
                    OnnxLoop int8Loop = OnnxLoop.open("onnx_loop_published_int8", files.int8(), int8.tokenizer());
                    OnnxLoop fusedLoop =
                            OnnxLoop.fused("onnx_loop_fused_int8", files.fp32(), Precision.INT8, int8.tokenizer())) {
                List<Contender> contenders =
                        new ArrayList<>(List.of(fp32Loop, int8Loop, fusedLoop, fullEngine, engine));
                contenders.add(LangChain4j.open("langchain4j_fp32", files.fp32(), files.tokenizer()));
                contenders.add(LangChain4j.open("langchain4j_int8", files.int8(), files.tokenizer()));
                if (SpringAi.isHere()) {
                    contenders.add(SpringAi.open("spring_ai_fp32", files.fp32(), files.tokenizer()));
                    contenders.add(SpringAi.open("spring_ai_int8", files.int8(), files.tokenizer()));
                }
                return measure(contenders, engine, passages(options, int8), options);
            }
        }
    }

    private static Map<String, Object> measure(
            List<Contender> contenders, TrovexEngine ours, List<String> passages, BenchmarkOptions options) {
        EmbeddingModel model = ours.engine().model();
        double tokens = passages.stream().mapToInt(model::countTokens).average().orElse(0);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("model", MODEL);
        figures.put("passages", passages.size());
        figures.put("tokens_per_passage", Figures.rounded(tokens));
        Map<String, Double> rates = throughput(contenders, passages, options, figures);
        figures.put("gemm", gemm(rates.getOrDefault(OURS, 0.0) * tokens));
        options.progress().accept("queries");
        figures.put("query", new QueryLatency(ours.engine(), passages).measure(queries(passages)));
        return figures;
    }

    private static Map<String, Double> throughput(
            List<Contender> contenders, List<String> passages, BenchmarkOptions options, Map<String, Object> figures) {
        int rounds = options.quick() ? 1 : ROUNDS;
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        Map<String, Object> cosines = new LinkedHashMap<>();
        List<float[]> expected = contenders.getFirst().embed(passages);
        for (Contender contender : contenders) {
            cosines.put(contender.name(), rounded6(Vectors.leastCosine(expected, contender.embed(passages))));
        }
        for (int round = 1; round <= rounds; round++) {
            options.progress().accept("round " + round + " of " + rounds);
            for (Contender contender : contenders) {
                long start = System.nanoTime();
                contender.embed(passages);
                rates.computeIfAbsent(contender.name(), _ -> new ArrayList<>())
                        .add(passages.size() * 1e9 / (System.nanoTime() - start));
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        rates.forEach((name, values) -> medians.put(name, Figures.rounded(Figures.median(values))));
        figures.put("rounds", rounds);
        figures.put("passages_per_second", medians);
        figures.put("ratio_of_" + OURS, ratios(rates));
        figures.put("least_cosine_with_published_fp32", cosines);
        return medians;
    }

    /** The median over the rounds of our rate by theirs. */
    private static Map<String, Double> ratios(Map<String, List<Double>> rates) {
        List<Double> ours = rates.getOrDefault(OURS, List.of());
        Map<String, Double> ratios = new LinkedHashMap<>();
        rates.forEach((name, theirs) -> {
            List<Double> each = new ArrayList<>();
            for (int i = 0; i < ours.size(); i++) {
                each.add(ours.get(i) / theirs.get(i));
            }
            ratios.put(name, Figures.rounded(Figures.median(each)));
        });
        return ratios;
    }

    private static double rounded6(double cosine) {
        return Math.round(cosine * 1e6) / 1e6;
    }

    private static Map<String, Object> gemm(double tokensPerSecond) {
        double used = tokensPerSecond * OPERATIONS_PER_TOKEN / 1e9;
        double int8 = GemmPeak.int8();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("onnxruntime_fp32_gflops", Figures.rounded(GemmPeak.fp32()));
        figures.put("onnxruntime_int8_gops", Figures.rounded(int8));
        figures.put("trovex_int8_fused_gops", Figures.rounded(used));
        figures.put("fraction_of_int8", Figures.rounded(used / int8));
        return figures;
    }

    /** Of pages, so that they are as long as a document's passages usually are. */
    private static List<String> passages(BenchmarkOptions options, EmbeddingModel model) throws IOException {
        int count = options.quick() ? QUICK_PASSAGES : PASSAGES;
        PassageSplitter splitter = new PassageSplitter(model, PassageLimits.DEFAULTS);
        List<Document> paragraphs = Corpus.read(options.corpus(), count * PARAGRAPHS_PER_PAGE);
        List<String> passages = new ArrayList<>();
        for (int from = 0; from + PARAGRAPHS_PER_PAGE <= paragraphs.size(); from += PARAGRAPHS_PER_PAGE) {
            String page = paragraphs.subList(from, from + PARAGRAPHS_PER_PAGE).stream()
                    .map(Document::content)
                    .collect(Collectors.joining("\n\n"));
            splitter.split(paragraphs.get(from).title(), page).stream()
                    .map(TextPassage::text)
                    .forEach(passages::add);
        }
        return passages.subList(0, Math.min(count, passages.size()));
    }

    /** Two from each passage: its first eight words and the eight after them. */
    private static List<String> queries(List<String> passages) {
        List<String> queries = new ArrayList<>();
        for (String passage : passages) {
            List<String> words = passage.lines()
                    .flatMap(line -> Stream.of(line.split(" ", -1)))
                    .toList();
            for (int from = 0; from + QUERY_WORDS <= Math.min(words.size(), 2 * QUERY_WORDS); from += QUERY_WORDS) {
                queries.add(String.join(" ", words.subList(from, from + QUERY_WORDS)));
            }
        }
        return queries;
    }
}
