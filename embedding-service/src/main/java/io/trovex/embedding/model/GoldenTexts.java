package io.trovex.embedding.model;

import io.trovex.embedding.model.graph.Precision;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Texts whose vectors a fused graph must give as the published one does, and the same bytes every time. */
final class GoldenTexts {
    /** Short and long, plain and odd; the last fills most models' input. */
    static final List<String> ALL = List.of(
            "owls",
            "How do I remove my profile for good?",
            "The owl of Minerva spreads its wings only with the falling of dusk.",
            "In 1987, 3.5 % of 12,400 patients (n = 434) were given 250 mg b.i.d.; p < 0.001.",
            "Ünïcödé, Владимир, 東京タワー, مرحبا — and a 🦉 & <b>markup</b> \\ {\"json\": [1, 2]}",
            "boundary layer transition in supersonic flow past a blunt body with surface mass transfer",
            "Error: connect ECONNREFUSED 127.0.0.1:5432 at TCPConnectWrap.afterConnect [as oncomplete] (net.js:1141:16)",
            ("The library was founded in 1753 by three merchants who wished that books be lent to anybody who could "
                            + "leave a deposit. For a century it grew by gifts; then a fire took the east wing, and with it the "
                            + "maps, most of the letters, and the only catalogue. ")
                    .repeat(4));

    private GoldenTexts() {}

    /** One after the other. */
    static FloatBuffer vectors(EmbeddingModel model) {
        Encoder encoder = model.encoder();
        FloatBuffer vectors =
                FloatBuffer.allocate(ALL.size() * model.description().dimension());
        for (String text : ALL) {
            vectors.put(encoder.encode(model.prepare(model.fit(TextRole.PASSAGE, text))));
        }
        return vectors.flip();
    }

    /** Why the model may not serve; nothing when it may. */
    static Optional<String> objection(EmbeddingModel model, FloatBuffer expected, Precision precision) {
        FloatBuffer actual = vectors(model);
        if (expected.limit() != actual.limit()) {
            return Optional.of("there are " + expected.limit() + " golden values for " + actual.limit());
        }
        if (!vectors(model).equals(actual)) {
            return Optional.of("the same texts got other vectors the second time");
        }
        double least = leastCosine(expected, actual, model.description().dimension());
        return least >= required(precision)
                ? Optional.empty()
                : Optional.of("cosine " + least + " with the published graph, below " + required(precision));
    }

    /** Measured, at least: 1.0000000 and .992. */
    private static double required(Precision precision) {
        return switch (precision) {
            case FULL -> 0.99999;
            case INT8 -> 0.985;
        };
    }

    private static double leastCosine(FloatBuffer expected, FloatBuffer actual, int dimension) {
        double[] cosines = new double[actual.limit() / dimension];
        for (int i = 0; i < actual.limit(); i++) {
            cosines[i / dimension] += expected.get(i) * actual.get(i);
        }
        // a NaN would win, and then fail
        return Arrays.stream(cosines).min().orElse(Double.NaN);
    }
}
