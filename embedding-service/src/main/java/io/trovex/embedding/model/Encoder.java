package io.trovex.embedding.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.Set;

/** Runs the model for one thread, in buffers that it keeps. Not thread-safe. */
public final class Encoder {
    private static final String OUTPUT = "last_hidden_state";

    private final OrtSession session;
    private final ModelDescription model;
    private final LongBuffer inputIds;
    private final LongBuffer attentionMask;
    private final LongBuffer tokenTypeIds;
    private final FloatBuffer hiddenState;
    private final float[] tokenVector;

    Encoder(OrtSession session, ModelDescription model) {
        this.session = session;
        this.model = model;
        this.inputIds = direct(model.maxTokens() * Long.BYTES).asLongBuffer();
        this.attentionMask = direct(model.maxTokens() * Long.BYTES).asLongBuffer();
        this.tokenTypeIds = direct(model.maxTokens() * Long.BYTES).asLongBuffer();
        this.hiddenState =
                direct(model.maxTokens() * model.dimension() * Float.BYTES).asFloatBuffer();
        this.tokenVector = new float[model.dimension()];
        for (int i = 0; i < model.maxTokens(); i++) {
            attentionMask.put(i, 1);
        }
    }

    /** The text's vector, of length 1. */
    public float[] encode(TokenIds tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            inputIds.put(i, tokens.get(i));
        }
        try {
            run(tokens.size());
        } catch (OrtException e) {
            throw new InferenceException("inference failed", e);
        }
        return normalise(pool(tokens.size()));
    }

    private void run(int tokens) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = {1, tokens};
        long[] outputShape = {1, tokens, model.dimension()};
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, inputIds.slice(0, tokens), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, attentionMask.slice(0, tokens), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, tokenTypeIds.slice(0, tokens), shape);
                OnnxTensor output = OnnxTensor.createTensor(
                        environment, hiddenState.slice(0, tokens * model.dimension()), outputShape);
                OrtSession.Result _ = session.run(
                        Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types),
                        Set.of(),
                        Map.of(OUTPUT, output))) {
            // the result lies in hiddenState
        }
    }

    private float[] pool(int tokens) {
        float[] pooled = new float[model.dimension()];
        hiddenState.get(0, pooled);
        if (model.pooling() == Pooling.MEAN) {
            for (int token = 1; token < tokens; token++) {
                hiddenState.get(token * pooled.length, tokenVector);
                for (int i = 0; i < pooled.length; i++) {
                    pooled[i] += tokenVector[i];
                }
            }
        }
        return pooled;
    }

    /** The mean's division by the number of tokens cancels out here. */
    private static float[] normalise(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
