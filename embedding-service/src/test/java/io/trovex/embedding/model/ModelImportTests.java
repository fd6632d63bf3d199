package io.trovex.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trovex.embedding.SampleTexts;
import io.trovex.embedding.TestModels;
import io.trovex.embedding.model.graph.CheckedGraph;
import io.trovex.embedding.model.graph.GraphCache;
import io.trovex.embedding.model.graph.Precision;
import io.trovex.embedding.model.graph.SmallBert;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelImportTests {
    private static final String INT8 = "all-minilm-l6-v2-int8-fused";

    private static ModelDescription small;
    private static Path imported;
    private static float[] expected;

    @TempDir
    private Path graphs;

    @BeforeAll
    static void importOnce(@TempDir Path folder) throws IOException {
        small = small(folder, SmallBert.Oddity.NONE, Precision.INT8);
        expected = vector(small, folder.resolve("cache"));
        imported = onlyFile(folder.resolve("cache"));
    }

    @ParameterizedTest
    @CsvSource({
        "all-minilm-l6-v2, .99999",
        "bge-small-en-v1.5, .99999",
        "e5-small-v2, .99999",
        "bge-small-zh-v1.5, .99999",
        "all-minilm-l6-v2-int8-fused, .985",
        "bge-small-en-v1.5-int8-fused, .985",
        "e5-small-v2-int8-fused, .985",
        "bge-small-zh-v1.5-int8-fused, .985"
    })
    void aFusedGraphGivesThePublishedOnesVectors(String id, double least) {
        try (EmbeddingModel published = load(asPublished(EmbeddingModels.describe(id)), graphs);
                EmbeddingModel fused = EmbeddingModels.open(id, TestModels.GRAPHS)) {
            assertThat(published.servedGraph()).isEqualTo(ServedGraph.PUBLISHED);
            assertThat(fused.servedGraph()).isEqualTo(ServedGraph.FUSED);
            Encoder original = published.encoder();
            Encoder encoder = fused.encoder();
            for (String text : SampleTexts.all().subList(0, 20)) {
                String fitting = fused.fit(TextRole.PASSAGE, text);
                float[] vector = encoder.encode(fused.prepare(fitting));
                assertThat(cosine(vector, original.encode(published.prepare(fitting))))
                        .as(text)
                        .isGreaterThan(least);
                assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
            }
        }
    }

    @Test
    void theSecondStartTakesTheFirstOnesGraphAndGivesTheSameBytes() throws IOException {
        Path file = keptGraph();
        FileTime longAgo = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(file, longAgo);

        assertThat(vector(small, graphs)).isEqualTo(expected);
        assertThat(onlyFile(graphs)).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 100_000, 1_000_000})
    void aDamagedFileIsMadeAgain(int position) throws IOException {
        Path file = keptGraph();
        byte[] bytes = Files.readAllBytes(file);
        bytes[position] ^= 1;
        Files.write(file, bytes);

        assertThat(vector(small, graphs)).isEqualTo(expected);
        bytes[position] ^= 1;
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 35, 500_000})
    void aFileCutShortIsMadeAgain(int length) throws IOException {
        Path file = keptGraph();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, length));

        assertThat(vector(small, graphs)).isEqualTo(expected);
        assertThat(Files.size(file)).isEqualTo(bytes.length);
    }

    @Test
    void severalImportsAtOnceEndInOneWholeFile() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            Callable<float[]> open = () -> vector(small, graphs);
            List<Future<float[]>> vectors = pool.invokeAll(List.of(open, open, open));
            for (Future<float[]> vector : vectors) {
                assertThat(vector.get()).isEqualTo(expected);
            }
        }
        assertThat(new GraphCache(graphs).find(nameOf(onlyFile(graphs)))).isPresent();
    }

    @Test
    void aKeptGraphThatDisagreesIsNotServedButMadeAgain() throws IOException {
        GraphCache cache = new GraphCache(graphs);
        String name = nameOf(keptGraph());
        CheckedGraph kept = cache.find(name).orElseThrow();
        FloatBuffer other = FloatBuffer.allocate(kept.golden().limit());
        for (int i = 0; i < other.limit(); i++) {
            other.put(i, -kept.golden().get(i));
        }
        cache.keep(name, new CheckedGraph(kept.onnx(), other));

        assertThat(vector(small, graphs)).isEqualTo(expected);
        assertThat(cache.find(name).orElseThrow().golden()).isEqualTo(kept.golden());
    }

    @Test
    void aGraphThatIsNoGraphIsMadeAgain() throws IOException {
        GraphCache cache = new GraphCache(graphs);
        String name = nameOf(keptGraph());
        CheckedGraph kept = cache.find(name).orElseThrow();
        int bytes = kept.onnx().limit();
        cache.keep(name, new CheckedGraph(ByteBuffer.wrap(new byte[] {1, 2, 3}), kept.golden()));

        assertThat(vector(small, graphs)).isEqualTo(expected);
        assertThat(cache.find(name).orElseThrow().onnx().limit()).isEqualTo(bytes);
    }

    @Test
    void anUnwritableDirectoryCostsOnlyTime() throws IOException {
        Path file = Files.createFile(graphs.resolve("file"));

        try (EmbeddingModel model = load(small, file.resolve("below"))) {
            assertThat(model.servedGraph()).isEqualTo(ServedGraph.FUSED);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void aGraphWrittenDownInAnotherWayIsRecognisedToo(Precision precision) throws IOException {
        try (EmbeddingModel published = load(small(graphs, SmallBert.Oddity.NONE, null), graphs);
                EmbeddingModel fused = load(small(graphs, SmallBert.Oddity.NONE, precision), graphs)) {
            assertThat(fused.servedGraph()).isEqualTo(ServedGraph.FUSED);
            assertThat(cosine(vector(fused), vector(published)))
                    .isGreaterThan(precision == Precision.FULL ? 0.99999 : 0.985);
        }
    }

    @Test
    void aGraphOfUnknownShapeIsServedAsPublished() throws IOException {
        try (EmbeddingModel published = load(small(graphs, SmallBert.Oddity.RELU, null), graphs);
                EmbeddingModel model =
                        load(small(graphs, SmallBert.Oddity.RELU, Precision.INT8), graphs.resolve("cache"))) {
            assertThat(model.servedGraph()).isEqualTo(ServedGraph.UNKNOWN_SHAPE);
            assertThat(vector(model)).isEqualTo(vector(published));
        }
        assertThat(graphs.resolve("cache")).doesNotExist();
    }

    /** The fused graph knows no bias of scores and takes it for the mask. */
    @Test
    void aFusedGraphThatDisagreesNeverServes() throws IOException {
        ModelDescription biased = small(graphs, SmallBert.Oddity.BIASED_SCORES, Precision.INT8);
        try (EmbeddingModel published = load(asPublished(biased), graphs);
                EmbeddingModel model = load(biased, graphs.resolve("cache"))) {
            assertThat(model.servedGraph()).isEqualTo(ServedGraph.FAILED_CHECK);
            assertThat(vector(model)).isEqualTo(vector(published));
        }
        assertThat(graphs.resolve("cache")).doesNotExist();
    }

    @Test
    void aModelThatAnswersNotANumberNeverServes() {
        try (EmbeddingModel model = EmbeddingModels.open(INT8, TestModels.GRAPHS)) {
            FloatBuffer golden = GoldenTexts.vectors(model);
            assertThat(GoldenTexts.objection(model, golden, Precision.FULL)).isEmpty();

            golden.put(500, Float.NaN);

            assertThat(GoldenTexts.objection(model, golden, Precision.INT8))
                    .hasValueSatisfying(objection -> assertThat(objection).contains("NaN"));
        }
    }

    @Test
    void aFileWithAnotherHashIsRefused() {
        ModelDescription minilm = EmbeddingModels.describe(INT8);
        ModelFile other = new ModelFile(minilm.weights().location(), "0".repeat(64));

        assertThatThrownBy(() -> load(with(minilm, other, minilm.kind()), graphs))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining(INT8)
                .hasMessageEndingWith("/all-minilm-l6-v2.onnx is not the file it should be: its SHA-256 is "
                        + minilm.weights().sha256() + ", not " + other.sha256());
    }

    private static EmbeddingModel load(ModelDescription model, Path graphs) {
        return new ModelLoading(ModelFiles.local(), graphs, WantedProvider.CPU).load(model);
    }

    /** What an import left behind. */
    private Path keptGraph() throws IOException {
        return Files.copy(imported, graphs.resolve(imported.getFileName()));
    }

    private static float[] vector(ModelDescription description, Path graphs) {
        try (EmbeddingModel model = load(description, graphs)) {
            assertThat(model.servedGraph()).isEqualTo(ServedGraph.FUSED);
            return vector(model);
        }
    }

    private static float[] vector(EmbeddingModel model) {
        return model.encoder().encode(model.prepare("Owls hunt at night, and larks sing at dawn."));
    }

    private static ModelDescription small(Path folder, SmallBert.Oddity oddity, @Nullable Precision fused)
            throws IOException {
        byte[] onnx = SmallBert.write(oddity);
        Path file = Files.write(folder.resolve(oddity + ".onnx"), onnx);
        ModelFile graph = new ModelFile(file.toUri(), Hash.sha256(onnx));
        return new ModelDescription(
                "small",
                "1",
                "none",
                new ModelKind.Transformer(fused, Pooling.MEAN, true),
                graph,
                EmbeddingModels.describe(INT8).tokenizer(),
                SmallBert.DIMENSION,
                SmallBert.POSITIONS,
                "",
                "",
                List.of());
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replace(".graph", "");
    }

    private static ModelDescription asPublished(ModelDescription model) {
        Pooling pooling = ((ModelKind.Transformer) model.kind()).pooling();
        return with(model, model.weights(), new ModelKind.Transformer(null, pooling, true));
    }

    private static ModelDescription with(ModelDescription model, ModelFile weights, ModelKind kind) {
        return new ModelDescription(
                model.id(),
                model.version(),
                model.licence(),
                kind,
                weights,
                model.tokenizer(),
                model.dimension(),
                model.maxTokens(),
                model.queryPrefix(),
                model.passagePrefix(),
                model.golden());
    }

    private static double cosine(float[] one, float[] other) {
        double dot = 0;
        for (int i = 0; i < one.length; i++) {
            dot += (double) one[i] * other[i];
        }
        return dot;
    }
}
