package io.trovex.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.trovex.embedding.TestModels;
import io.trovex.embedding.model.graph.LargestProducts;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** On the class path is the ONNX Runtime without CUDA. */
class OnnxSessionsTests {
    private static final String MODEL = "all-minilm-l6-v2-int8-fused";

    private final Logger logger = (Logger) LoggerFactory.getLogger(OnnxSessions.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private @Nullable Level level;

    @BeforeEach
    void listen() {
        // whose loading is not to be heard
        TestModels.minilm();
        level = logger.getLevel();
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(level);
    }

    @Test
    void whereThereIsNoCudaTheProcessorServesWithAWarningThatSaysWhy() {
        float[] onCuda = embedded(WantedProvider.CUDA);

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getMessage()).isEqualTo("a model runs on the processor, not on CUDA");
            assertThat(line.getKeyValuePairs())
                    .contains(new KeyValuePair("model", MODEL), new KeyValuePair("provider", "cpu"))
                    .anySatisfy(pair -> assertThat(String.valueOf(pair.value)).contains("onnxruntime_gpu"));
        });
        assertThat(onCuda).isEqualTo(embedded(WantedProvider.CPU));
    }

    @Test
    void whoeverWantsTheFastestIsToldWhatRuns() {
        embedded(WantedProvider.AUTO);

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getKeyValuePairs()).contains(new KeyValuePair("provider", "cpu"));
        });
    }

    /** Takes something only on x86 without VNNI: an option that works for weights whose zero point is named, as in our graphs. */
    @Test
    void theLargestBytesAreMultipliedExactlyOnEveryProcessor() throws OrtException {
        byte[] graph = LargestProducts.graph();

        try (OrtSession session = new OnnxSessions(WantedProvider.CPU)
                        .open("products", graph)
                        .session();
                OnnxTensor input = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(),
                        LargestProducts.input(),
                        LargestProducts.inputShape(),
                        OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of(LargestProducts.INPUT, input))) {
            IntBuffer sums = ((OnnxTensor) result.get(0)).getIntBuffer();
            while (sums.hasRemaining()) {
                assertThat(sums.get()).isEqualTo(LargestProducts.SUM);
            }
        }
    }

    private static float[] embedded(WantedProvider provider) {
        try (ModelCatalogue catalogue = new ModelCatalogue(
                        Path.of("target", "no-models"), TestModels.GRAPHS, ModelFiles.local(), provider);
                EmbeddingModel model = catalogue.open(MODEL)) {
            assertThat(model.provider()).isEqualTo(ExecutionProvider.CPU);
            return model.encoder().encode(model.prepare("Owls hunt at night."));
        }
    }
}
