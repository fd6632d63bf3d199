package io.trovex.embedding.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Judges a model, before it serves, by golden sentences. */
final class GoldenCheck {
    private static final double LENGTH_TOLERANCE = 1e-3;
    private static final double PER_TEN_THOUSAND = 1e4;

    private final EmbeddingModel model;
    private final Encoder encoder;

    private GoldenCheck(EmbeddingModel model) {
        this.model = model;
        this.encoder = model.encoder();
    }

    /** Why the model may not serve; nothing when it may. */
    static Optional<String> objection(EmbeddingModel model, List<GoldenPair> golden) {
        GoldenCheck check = new GoldenCheck(model);
        return golden.stream()
                .map(check::objection)
                .flatMap(Optional::stream)
                .findFirst()
                .or(check::largestTokenObjection);
    }

    /** What a manifest should say of two sentences. */
    static GoldenPair measure(EmbeddingModel model, GoldenSentences.Pair pair, double tolerance) {
        GoldenCheck check = new GoldenCheck(model);
        float[] one = check.vector(pair.one());
        double cosine = cosine(one, check.vector(pair.other()));
        return new GoldenPair(
                pair.one(),
                pair.other(),
                Math.rint(cosine * PER_TEN_THOUSAND) / PER_TEN_THOUSAND,
                encoded(one),
                tolerance);
    }

    private Optional<String> objection(GoldenPair pair) {
        float[] one = vector(pair.one());
        float[] other = vector(pair.other());
        Optional<String> malformed = malformed(pair.one(), one).or(() -> malformed(pair.other(), other));
        if (malformed.isPresent()) {
            return malformed;
        }
        if (!Arrays.equals(one, vector(pair.one()))) {
            return Optional.of("the same text got another vector the second time: '" + pair.one() + "'");
        }
        if (pair.vector() != null) {
            double same = cosine(one, decoded(pair.vector()));
            if (!(same >= 1 - pair.tolerance())) {
                return Optional.of("cosine %.4f between the vector of '%s' and the one that it should have"
                        .formatted(same, pair.one()));
            }
        }
        double cosine = cosine(one, other);
        return Math.abs(cosine - pair.cosine()) <= pair.tolerance()
                ? Optional.empty()
                : Optional.of("cosine %.4f instead of %.4f between '%s' and '%s'"
                        .formatted(cosine, pair.cosine(), pair.one(), pair.other()));
    }

    private Optional<String> malformed(String text, float[] vector) {
        if (vector.length != model.description().dimension()) {
            return Optional.of("its vectors have " + vector.length + " components, the manifest says "
                    + model.description().dimension());
        }
        double length = Math.sqrt(cosine(vector, vector));
        if (!Double.isFinite(length)) {
            return Optional.of("the vector of '" + text + "' has components that are no numbers");
        }
        return Math.abs(length - 1) <= LENGTH_TOLERANCE
                ? Optional.empty()
                : Optional.of("the vector of '%s' has length %.3f; search needs 1: say normalisation l2"
                        .formatted(text, length));
    }

    /** A vocabulary larger than the model's own would fail on some text only. */
    private Optional<String> largestTokenObjection() {
        int largest = model.tokenizer().largestId();
        try {
            encoder.encode(new TokenIds(new int[] {largest}));
            return Optional.empty();
        } catch (InferenceException e) {
            return Optional.of("the tokenizer has token " + largest + ", which the weights do not know");
        }
    }

    private float[] vector(String text) {
        String prefixed = model.description().prefixed(TextRole.PASSAGE, text);
        return encoder.encode(model.prepare(prefixed));
    }

    /** As a manifest carries it. */
    static String encoded(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static float[] decoded(String vector) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(vector)).order(ByteOrder.LITTLE_ENDIAN);
        float[] components = new float[bytes.limit() / Float.BYTES];
        bytes.asFloatBuffer().get(components);
        return components;
    }

    private static double cosine(float[] one, float[] other) {
        double dot = 0;
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            dot += (double) one[i] * other[i];
        }
        return dot;
    }
}
