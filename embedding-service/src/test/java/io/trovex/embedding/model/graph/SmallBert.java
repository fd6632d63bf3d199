package io.trovex.embedding.model.graph;

import static io.trovex.embedding.model.graph.GraphBuilder.attribute;
import static io.trovex.embedding.model.graph.GraphBuilder.node;
import static io.trovex.embedding.model.graph.GraphBuilder.size;
import static io.trovex.embedding.model.graph.GraphBuilder.value;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;

/**
 * A small encoder with random weights, written down otherwise than the shipped models are: norms and GELUs as single
 * operations, constant shapes, queries and keys scaled apart, keys transposed twice, no token types.
 */
public final class SmallBert {
    public static final int DIMENSION = 48;
    public static final int POSITIONS = 256;

    private static final int HEADS = 4;
    private static final int LAYERS = 2;
    private static final int VOCABULARY = 30_522;

    private final GraphBuilder graph = new GraphBuilder();
    private final Random random = new Random(7);
    private final Oddity oddity;
    private final int dimension;
    private final int vocabulary;

    private SmallBert(Oddity oddity, int dimension, int vocabulary) {
        this.oddity = oddity;
        this.dimension = dimension;
        this.vocabulary = vocabulary;
    }

    /** What keeps it from being a BERT. */
    public enum Oddity {
        NONE,
        /** Another activation. */
        RELU,
        /** Some words get more attention than their keys say. */
        BIASED_SCORES,
        /** One of its parameters is no number. */
        NOT_A_NUMBER
    }

    /** With {@link #DIMENSION}, and as many words as BERT. */
    public static byte[] write(Oddity oddity) {
        return write(oddity, DIMENSION, VOCABULARY);
    }

    public static byte[] write(Oddity oddity, int dimension, int vocabulary) {
        return new SmallBert(oddity, dimension, vocabulary).write();
    }

    private byte[] write() {
        graph.integer("0", 0);
        graph.integer("1", 1);
        graph.integer("2", 2);
        graph.vector("scale", constant((float) Math.pow((double) dimension / HEADS, -0.25)));
        integers("heads", 0, 0, HEADS, dimension / HEADS);
        integers("together", 0, 0, dimension);
        mask();
        String words = graph.add("Gather", List.of(random("words", vocabulary, dimension), "input_ids"), "word");
        String sum = graph.add("Add", List.of(positions(), words), "sum");
        String value = norm("embeddings", sum);
        for (int i = 0; i < LAYERS; i++) {
            value = layer("layer" + i, value);
        }
        graph.add("Identity", List.of(value), "last_hidden_state");
        return graph.build(input("input_ids"), output()).toBuilder()
                .mergeGraph(GraphProto.newBuilder()
                        .addInput(input("attention_mask"))
                        .build())
                .build()
                .toByteArray();
    }

    private void mask() {
        graph.vector("one", constant(1));
        graph.vector("least", constant(-10_000));
        integers("middle", 1, 2);
        String wide = graph.add("Unsqueeze", List.of("attention_mask", "middle"), "wide");
        String floats = graph.add(node("", "Cast", List.of(wide), "floats").addAttribute(attribute("to", 1L)));
        String absent = graph.add("Sub", List.of("one", floats), "absent");
        String mask = graph.add("Mul", List.of(absent, "least"), "padding");
        if (oddity == Oddity.BIASED_SCORES) {
            String favours = graph.vector("favours", gaussians(1, vocabulary, 0, 3));
            String favour = graph.add("Gather", List.of(favours, "input_ids"), "favour");
            mask = graph.add(
                    "Add", List.of(mask, graph.add("Unsqueeze", List.of(favour, "middle"), "favour.wide")), "biased");
        }
        graph.add("Identity", List.of(mask), "mask");
    }

    private String positions() {
        long[] counted = new long[POSITIONS];
        for (int i = 0; i < POSITIONS; i++) {
            counted[i] = i;
        }
        integers("counted", counted);
        String shape = graph.add("Shape", List.of("input_ids"), "shape");
        String tokens = graph.add("Slice", List.of(shape, "1", "2"), "tokens");
        String first = graph.add("Slice", List.of("counted", "0", tokens), "first");
        return graph.add("Gather", List.of(random("positions", POSITIONS, dimension), first), "position");
    }

    private String layer(String name, String input) {
        String query = heads(name + ".query", linear(name + ".q", dimension, dimension, input));
        String key = heads(name + ".key", linear(name + ".k", dimension, dimension, input));
        String value = heads(name + ".value", linear(name + ".v", dimension, dimension, input));
        String turned = graph.add(transpose(key, name + ".turned", 0, 1, 3, 2));
        String scores = graph.add(
                "MatMul",
                List.of(
                        graph.add("Mul", List.of(query, "scale"), name + ".q.scaled"),
                        graph.add("Mul", List.of(turned, "scale"), name + ".k.scaled")),
                name + ".scores");
        String masked = graph.add("Add", List.of("mask", scores), name + ".masked");
        String shares =
                graph.add(node("", "Softmax", List.of(masked), name + ".shares").addAttribute(attribute("axis", -1L)));
        String mixed = graph.add("MatMul", List.of(shares, value), name + ".mixed");
        String back = graph.add(transpose(mixed, name + ".back", 0, 2, 1, 3));
        String context = graph.add("Reshape", List.of(back, "together"), name + ".context");
        String attended = norm(
                name + ".attended",
                graph.add(
                        "Add",
                        List.of(input, linear(name + ".o", dimension, dimension, context)),
                        name + ".attended.sum"));
        String up = linear(name + ".up", dimension, 2 * dimension, attended);
        String active = graph.add(oddity == Oddity.RELU ? "Relu" : "Gelu", List.of(up), name + ".active");
        String down = linear(name + ".down", 2 * dimension, dimension, active);
        return norm(name, graph.add("Add", List.of(attended, down), name + ".sum"));
    }

    private String heads(String name, String value) {
        String apart = graph.add("Reshape", List.of(value, "heads"), name + ".apart");
        return graph.add(transpose(apart, name, 0, 2, 1, 3));
    }

    private String linear(String name, int from, int to, String input) {
        String product = graph.add("MatMul", List.of(input, random(name + ".weights", from, to)), name + ".product");
        return graph.add("Add", List.of(product, vector(name + ".bias", to, 0)), name);
    }

    private String norm(String name, String input) {
        return graph.add(node(
                        "",
                        "LayerNormalization",
                        List.of(input, vector(name + ".gamma", dimension, 1), vector(name + ".beta", dimension, 0)),
                        name)
                .addAttribute(attribute("epsilon", 1e-12f)));
    }

    private String random(String name, int rows, int columns) {
        return graph.matrix(name, gaussians(rows, columns, 0, (float) (1 / Math.sqrt(dimension))));
    }

    private String vector(String name, int size, float mean) {
        return graph.vector(name, gaussians(1, size, mean, 0.1f));
    }

    private Matrix gaussians(int rows, int columns, float mean, float deviation) {
        FloatBuffer values = FloatBuffer.allocate(rows * columns);
        while (values.hasRemaining()) {
            values.put((float) random.nextGaussian(mean, deviation));
        }
        if (oddity == Oddity.NOT_A_NUMBER) {
            values.put(0, Float.NaN);
        }
        return new Matrix(rows, columns, values.flip());
    }

    private static Matrix constant(float value) {
        return new Matrix(1, 1, FloatBuffer.wrap(new float[] {value}));
    }

    private void integers(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        graph.constant(name, DataType.INT64, ByteString.copyFrom(bytes), values.length);
    }

    private static NodeProto.Builder transpose(String value, String output, long... order) {
        AttributeProto.Builder permutation =
                AttributeProto.newBuilder().setName("perm").setType(AttributeType.INTS);
        for (long axis : order) {
            permutation.addInts(axis);
        }
        return node("", "Transpose", List.of(value), output).addAttribute(permutation);
    }

    private static ValueInfoProto input(String name) {
        return value(name, DataType.INT64, size("texts"), size("tokens"));
    }

    private ValueInfoProto output() {
        return value("last_hidden_state", DataType.FLOAT, size("texts"), size("tokens"), size(dimension));
    }
}
