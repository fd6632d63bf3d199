package io.trovex.embedding.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import io.trovex.embedding.model.graph.LargestProducts;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Opens graphs for runs of one thread each, on the wanted provider or, where that fails, on the processor. Thread-safe. */
final class OnnxSessions {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxSessions.class);

    /** Weights that are signed bytes are moved into the unsigned range, whose products no x86 adds with saturation. */
    private static final String EXACT_BYTE_PRODUCTS = "session.x64quantprecision";

    private final WantedProvider wanted;

    OnnxSessions(WantedProvider wanted) {
        this.wanted = wanted;
    }

    /** A session and what it runs on. */
    record Opened(OrtSession session, ExecutionProvider provider) {}

    private interface Opening {
        OrtSession with(OrtSession.SessionOptions options) throws OrtException;
    }

    /** @param model for the log */
    Opened open(String model, byte[] onnx) throws OrtException {
        return open(model, options -> OrtEnvironment.getEnvironment().createSession(onnx, options));
    }

    /** @param model for the log */
    Opened open(String model, ByteBuffer onnx) throws OrtException {
        return open(model, options -> OrtEnvironment.getEnvironment().createSession(onnx, options));
    }

    private Opened open(String model, Opening opening) throws OrtException {
        String obstacle = wanted == WantedProvider.CPU ? null : missing();
        if (wanted != WantedProvider.CPU && obstacle == null) {
            try (OrtSession.SessionOptions options = oneThreadPerRun()) {
                options.addCUDA();
                return opened(model, opening.with(options), ExecutionProvider.CUDA, null);
            } catch (OrtException e) {
                obstacle = e.getMessage();
            }
        }
        try (OrtSession.SessionOptions options = oneThreadPerRun()) {
            return opened(model, opening.with(options), ExecutionProvider.CPU, obstacle);
        }
    }

    private static @Nullable String missing() {
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)
                ? null
                : "this ONNX Runtime has no CUDA: it takes onnxruntime_gpu in place of onnxruntime";
    }

    private Opened opened(String model, OrtSession session, ExecutionProvider provider, @Nullable String obstacle) {
        boolean missed = wanted == WantedProvider.CUDA && provider == ExecutionProvider.CPU;
        LOG.atLevel(missed ? Level.WARN : Level.INFO)
                .addKeyValue("model", model)
                .addKeyValue("provider", provider.tag())
                .addKeyValue("reason", obstacle)
                .log(missed ? "a model runs on the processor, not on CUDA" : "a model's provider");
        return new Opened(session, provider);
    }

    private static OrtSession.SessionOptions oneThreadPerRun() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        if (ByteProducts.SATURATE) {
            options.addConfigEntry(EXACT_BYTE_PRODUCTS, "1");
        }
        return options;
    }

    /**
     * Whether this processor, as x86 without VNNI does, adds products of signed and unsigned bytes with saturation: a model in
     * int8 would make other vectors here than elsewhere.
     */
    private static final class ByteProducts {
        static final boolean SATURATE = saturate();

        private static boolean saturate() {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(1);
                try (OrtSession session = environment.createSession(LargestProducts.graph(), options);
                        OnnxTensor input = OnnxTensor.createTensor(
                                environment,
                                LargestProducts.input(),
                                LargestProducts.inputShape(),
                                OnnxJavaType.UINT8);
                        OrtSession.Result result = session.run(Map.of(LargestProducts.INPUT, input))) {
                    IntBuffer sums = ((OnnxTensor) result.get(0)).getIntBuffer();
                    return sums.get(0) != LargestProducts.SUM;
                }
            } catch (OrtException e) {
                LOG.atWarn()
                        .addKeyValue("reason", e.getMessage())
                        .log("products of bytes cannot be tried: taken for inexact");
                return true;
            }
        }
    }
}
