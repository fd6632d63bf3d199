package io.trovex.embedding.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Opens graphs for runs of one thread each, on the wanted provider or, where that fails, on the processor. Thread-safe. */
final class OnnxSessions {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxSessions.class);

    /** Weights that are bytes are moved into the unsigned range, whose products never saturate on x86; slower. */
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

    /** How bytes are multiplied. */
    enum Products {
        /** On x86 without VNNI with saturation, so that a model in int8 may make other vectors there than elsewhere. */
        FAST,
        EXACT
    }

    /** @param model for the log */
    Opened open(String model, byte[] onnx) throws OrtException {
        return open(
                model, Products.FAST, options -> OrtEnvironment.getEnvironment().createSession(onnx, options));
    }

    /** @param model for the log */
    Opened open(String model, ByteBuffer onnx, Products products) throws OrtException {
        return open(model, products, options -> OrtEnvironment.getEnvironment().createSession(onnx, options));
    }

    private Opened open(String model, Products products, Opening opening) throws OrtException {
        String obstacle = wanted == WantedProvider.CPU ? null : missing();
        if (wanted != WantedProvider.CPU && obstacle == null) {
            try (OrtSession.SessionOptions options = oneThreadPerRun(products)) {
                options.addCUDA();
                return opened(model, opening.with(options), ExecutionProvider.CUDA, null);
            } catch (OrtException e) {
                obstacle = e.getMessage();
            }
        }
        try (OrtSession.SessionOptions options = oneThreadPerRun(products)) {
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

    private static OrtSession.SessionOptions oneThreadPerRun(Products products) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        if (products == Products.EXACT) {
            options.addConfigEntry(EXACT_BYTE_PRODUCTS, "1");
        }
        return options;
    }
}
