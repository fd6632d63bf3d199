package io.trovex.benchmarks.growth;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Passage;
import io.trovex.contracts.Vector;
import io.trovex.index.engine.IndexableDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Documents of one passage without end. Vectors gather around as many centres as a large collection has topics: two of
 * one topic have a cosine of about .6, as real sentences do. Words are as frequent as Zipf has it. The same number always
 * gives the same document.
 */
public final class ClusteredPassages {
    private static final int TOPICS = 1_000;
    private static final int WORDS_KNOWN = 50_000;
    private static final int WORDS = 40;
    private static final double SPREAD = 0.8;
    private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");

    private final Generation generation;
    private final long seed;
    private final float[][] centres = new float[TOPICS][];

    public ClusteredPassages(Generation generation, long seed) {
        this.generation = generation;
        this.seed = seed;
        for (int topic = 0; topic < TOPICS; topic++) {
            centres[topic] = direction(random(-1 - topic));
        }
    }

    public IndexableDocument document(int number, float[] vector) {
        String body = text(number, WORDS);
        DocumentEmbedded event = new DocumentEmbedded(
                "passage-" + number,
                1,
                Operation.UPSERT,
                generation.id(),
                generation.model(),
                text(-number - 1, 3),
                body,
                null,
                null,
                "source-" + number % 10,
                WRITTEN.plusSeconds(number),
                "en",
                Map.of(),
                List.of(new Passage(0, body.length(), Vector.of(vector))),
                WRITTEN);
        return new IndexableDocument(event, body);
    }

    /** Of length one; negative numbers are no documents' and make queries. */
    public float[] vector(int number) {
        SplittableRandom random = random(number);
        float[] centre = centres[random.nextInt(TOPICS)];
        float[] vector = direction(random);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (centre[i] + SPREAD * vector[i]);
        }
        return normalised(vector);
    }

    public String text(int number, int words) {
        SplittableRandom random = random(Long.MAX_VALUE - number);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            long rank = (long) Math.exp(random.nextDouble() * Math.log(WORDS_KNOWN));
            text.append(i == 0 ? "" : " ").append("w").append(Long.toString(rank, Character.MAX_RADIX));
        }
        return text.toString();
    }

    private SplittableRandom random(long number) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ number);
    }

    private float[] direction(SplittableRandom random) {
        float[] vector = new float[generation.dimension()];
        for (int i = 0; i < vector.length; i++) {
            // the sum of three is near enough to normal, and quicker
            vector[i] = (float) (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
        }
        return normalised(vector);
    }

    private static float[] normalised(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += component * component;
        }
        float norm = (float) Math.sqrt(squares);
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= norm;
        }
        return vector;
    }
}
