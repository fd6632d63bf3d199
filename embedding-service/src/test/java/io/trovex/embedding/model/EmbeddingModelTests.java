package io.trovex.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.trovex.embedding.SampleTexts;
import io.trovex.embedding.TestModels;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingModelTests {
    private final EmbeddingModel minilm = TestModels.minilm();

    @Test
    void theSameTextGetsTheSameBytesWhateverRunsBesideIt() throws Exception {
        List<String> texts = SampleTexts.all().subList(0, 30);
        Encoder alone = minilm.encoder();
        List<float[]> expected =
                texts.stream().map(text -> alone.encode(minilm.prepare(text))).toList();
        long seed = System.nanoTime();

        // When four threads embed all of them, each in an order of its own and over buffers used before
        List<Callable<Boolean>> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Random random = new Random(seed + thread);
            threads.add(() -> {
                Encoder encoder = minilm.encoder();
                List<Integer> order =
                        new ArrayList<>(IntStream.range(0, texts.size()).boxed().toList());
                Collections.shuffle(order, random);
                for (int i : order) {
                    assertThat(encoder.encode(minilm.prepare(texts.get(i))))
                            .as("text %d, seed %d", i, seed)
                            .isEqualTo(expected.get(i));
                }
                return true;
            });
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads.size())) {
            for (Future<Boolean> done : pool.invokeAll(threads)) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "all-minilm-l6-v2-int8, /all-minilm-l6-v2-q.onnx, true",
        "bge-small-en-v1.5-int8, /bge-small-en-v1.5-q.onnx, false"
    })
    void agreesWithAPlainRunOfTheGraph(String id, String onnx, boolean meanOfTokens) throws Exception {
        try (EmbeddingModel model = EmbeddingModels.open(id, TestModels.GRAPHS)) {
            String text = SampleTexts.all().getFirst();
            int[] pieces = model.tokenizer().tokenize(text).ids();
            long[] ids = LongStream.concat(
                            LongStream.of(101),
                            LongStream.concat(Arrays.stream(pieces).asLongStream(), LongStream.of(102)))
                    .toArray();
            float[][] tokenVectors = plainRun(onnx, ids);
            float[] expected = new float[384];
            for (float[] token : meanOfTokens ? tokenVectors : new float[][] {tokenVectors[0]}) {
                for (int i = 0; i < expected.length; i++) {
                    expected[i] += token[i];
                }
            }

            float[] vector = model.encoder().encode(model.prepare(text));

            assertThat(cosine(vector, expected) / Math.sqrt(cosine(expected, expected)))
                    .isCloseTo(1, within(1e-5));
        }
    }

    /** The cosines of e5 all lie close together. */
    @ParameterizedTest
    @CsvSource({
        "all-minilm-l6-v2-int8-fused, .15",
        "all-minilm-l6-v2-int8, .15",
        "bge-small-en-v1.5-int8-fused, .15",
        "bge-small-en-v1.5-int8, .15",
        "e5-small-v2-int8-fused, .05",
        "e5-small-v2-int8, .05",
        "static-minilm-l6-v2, .1"
    })
    void aParaphraseIsNearerThanAnotherSubject(String id, double by) {
        try (EmbeddingModel model = EmbeddingModels.open(id, TestModels.GRAPHS)) {
            Encoder encoder = model.encoder();
            float[] query = encoder.encode(model.prepare(
                    model.description().prefixed(TextRole.QUERY, "How do I remove my profile for good?")));
            float[] paraphrase = encoder.encode(model.prepare("Deleting your account permanently"));
            float[] other = encoder.encode(model.prepare("Boundary layers in supersonic flow"));

            assertThat(query).hasSize(model.description().dimension());
            assertThat(cosine(query, query)).isCloseTo(1, within(1e-5));
            assertThat(cosine(query, paraphrase)).isGreaterThan(cosine(query, other) + by);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bge-small-zh-v1.5", "bge-small-zh-v1.5-int8-fused", "bge-small-zh-v1.5-int8"})
    void aChineseParaphraseIsNearerThanAnotherSubject(String id) {
        try (EmbeddingModel model = EmbeddingModels.open(id, TestModels.GRAPHS)) {
            Encoder encoder = model.encoder();
            float[] query =
                    encoder.encode(model.prepare(model.description().prefixed(TextRole.QUERY, "怎样彻底删除我的个人资料？")));
            float[] paraphrase = encoder.encode(model.prepare("永久注销您的账户"));
            float[] other = encoder.encode(model.prepare("超音速流中的边界层"));

            assertThat(query).hasSize(512);
            assertThat(cosine(query, paraphrase)).isGreaterThan(cosine(query, other) + .1);
        }
    }

    @Test
    void refusesATextOverTheLimitAndTakesOneAtIt() {
        String atTheLimit = "owl ".repeat(254);

        assertThat(minilm.prepare(atTheLimit).size()).isEqualTo(256);
        assertThat(minilm.encoder().encode(minilm.prepare(atTheLimit))).hasSize(384);
        assertThatThrownBy(() -> minilm.prepare(atTheLimit + "owl"))
                .isInstanceOfSatisfying(TextTooLongException.class, e -> {
                    assertThat(e.tokens()).isEqualTo(257);
                    assertThat(e.limit()).isEqualTo(256);
                });
    }

    @Test
    void fittingCutsBetweenWords() {
        String text = "owl ".repeat(253) + "antidisestablishmentarianism owl";

        String fitting = minilm.fit(TextRole.QUERY, text);

        assertThat(fitting).isEqualTo("owl ".repeat(253).strip());
        assertThat(minilm.fit(TextRole.QUERY, "short")).isEqualTo("short");
    }

    @Test
    void anEmptyTextHasAVectorToo() {
        assertThat(cosine(
                        minilm.encoder().encode(minilm.prepare("")),
                        minilm.encoder().encode(minilm.prepare(""))))
                .isCloseTo(1, within(1e-5));
    }

    @Test
    void prefixesFollowTheRole() {
        ModelDescription e5 = EmbeddingModels.describe("e5-small-v2");

        assertThat(e5.prefixed(TextRole.QUERY, "owls")).isEqualTo("query: owls");
        assertThat(e5.prefixed(TextRole.PASSAGE, "owls")).isEqualTo("passage: owls");
    }

    @Test
    void anUnknownModelIsNamedBesideTheKnown() {
        assertThatThrownBy(() -> EmbeddingModels.open("word2vec", TestModels.GRAPHS))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContainingAll("word2vec", "all-minilm-l6-v2-int8", "bge-small-en-v1.5-int8");
    }

    private static float[][] plainRun(String onnx, long[] ids) throws Exception {
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (InputStream graph = EmbeddingModelTests.class.getResourceAsStream(onnx);
                OrtSession session = environment.createSession(graph.readAllBytes());
                OnnxTensor input = OnnxTensor.createTensor(environment, new long[][] {ids});
                OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][] {ones});
                OnnxTensor types = OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]});
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            return ((float[][][]) result.get(0).getValue())[0];
        }
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }
}
