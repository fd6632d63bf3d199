package io.trovex.embedding.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.trovex.embedding.model.ModelKind.Transformer;
import io.trovex.embedding.model.graph.GraphFusion;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Runs an ONNX graph. */
final class OnnxEncoder implements Encoder {
    private final OrtSession session;
    private final Pooling pooling;
    private final int dimension;
    private final boolean pooledByGraph;
    private final boolean normalise;
    private final Map<String, LongBuffer> inputs = new HashMap<>();
    private final LongBuffer inputIds;
    private final FloatBuffer output;

    /** @param pooledByGraph as fused graphs are; otherwise the graph gives a vector for each token */
    OnnxEncoder(OrtSession session, ModelDescription model, Transformer kind, boolean pooledByGraph) {
        this.session = session;
        this.pooling = kind.pooling();
        this.normalise = kind.normalise();
        this.dimension = model.dimension();
        this.pooledByGraph = pooledByGraph;
        this.inputIds = tokenBuffer(model.maxTokens(), 0);
        inputs.put("input_ids", inputIds);
        inputs.put("attention_mask", tokenBuffer(model.maxTokens(), 1));
        inputs.put("token_type_ids", tokenBuffer(model.maxTokens(), 0));
        inputs.keySet().retainAll(session.getInputNames());
        this.output = direct(Math.multiplyExact(rows(model.maxTokens()), dimension * Float.BYTES))
                .asFloatBuffer();
    }

    @Override
    public float[] encode(TokenIds tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            inputIds.put(i, tokens.get(i));
        }
        try {
            run(tokens.size());
        } catch (OrtException e) {
            throw new InferenceException("inference failed", e);
        }
        float[] pooled = pool(tokens.size());
        return normalise ? normalised(pooled) : pooled;
    }

    private void run(int tokens) throws OrtException {
        long[] shape = {1, tokens};
        long[] outputShape = pooledByGraph ? new long[] {1, dimension} : new long[] {1, tokens, dimension};
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> given = new HashMap<>();
        try (OnnxTensor result =
                OnnxTensor.createTensor(environment, output.slice(0, rows(tokens) * dimension), outputShape)) {
            for (Map.Entry<String, LongBuffer> input : inputs.entrySet()) {
                LongBuffer values = input.getValue().slice(0, tokens);
                given.put(input.getKey(), OnnxTensor.createTensor(environment, values, shape));
            }
            session.run(given, Set.of(), Map.of(pooledByGraph ? GraphFusion.OUTPUT : "last_hidden_state", result))
                    .close();
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    private int rows(int tokens) {
        return pooledByGraph ? 1 : tokens;
    }

    private float[] pool(int tokens) {
        float[] pooled = new float[dimension];
        output.get(0, pooled);
        if (pooling == Pooling.MEAN && rows(tokens) > 1) {
            float[] row = new float[dimension];
            for (int i = 1; i < rows(tokens); i++) {
                output.get(i * dimension, row);
                for (int j = 0; j < dimension; j++) {
                    pooled[j] += row[j];
                }
            }
            return normalise ? pooled : scaled(pooled, 1f / tokens);
        }
        return pooled;
    }

    /** The mean's division by the number of tokens cancels out here. */
    private static float[] normalised(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        return scaled(vector, (float) (1 / Math.sqrt(squares)));
    }

    private static float[] scaled(float[] vector, float scale) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    private static LongBuffer tokenBuffer(int tokens, long value) {
        LongBuffer buffer = direct(tokens * Long.BYTES).asLongBuffer();
        for (int i = 0; i < tokens; i++) {
            buffer.put(i, value);
        }
        return buffer;
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
