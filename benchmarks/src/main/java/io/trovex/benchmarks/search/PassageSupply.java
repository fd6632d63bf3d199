package io.trovex.benchmarks.search;

import io.trovex.client.Document;
import io.trovex.contracts.Vector;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.Encoder;
import io.trovex.embedding.model.TextRole;
import java.util.List;
import java.util.Random;

/**
 * Documents without end: the real ones first, which the pipeline embeds; then made ones that recombine real sentences
 * and bring a vector of their own, the normalised mean of those of the documents they were taken from. So vocabulary,
 * topics and clusters stay real when the corpus is smaller than the index to measure.
 */
final class PassageSupply {
    private static final int PARTS = 3;
    private static final long SEED = 7;

    private final List<Document> corpus;
    private final List<float[]> vectors;

    /** Embeds the corpus once, for the made documents. */
    PassageSupply(List<Document> corpus, EmbeddingModel model) {
        this.corpus = corpus;
        Encoder encoder = model.encoder();
        this.vectors = corpus.stream()
                .map(document ->
                        model.description().prefixed(TextRole.PASSAGE, model.fit(TextRole.PASSAGE, document.content())))
                .map(text -> encoder.encode(model.prepare(text)))
                .toList();
    }

    int real() {
        return corpus.size();
    }

    List<String> texts() {
        return corpus.stream().map(Document::content).toList();
    }

    /** The same number always gives the same document. */
    Document document(int number) {
        return number < corpus.size() ? corpus.get(number) : made(number);
    }

    private Document made(int number) {
        Random random = new Random(SEED + number);
        StringBuilder text = new StringBuilder();
        float[] mean = new float[vectors.getFirst().length];
        String title = "";
        for (int part = 0; part < PARTS; part++) {
            int from = random.nextInt(corpus.size());
            title = corpus.get(from).title();
            List<String> sentences = List.of(corpus.get(from).content().split("(?<=[.!?])\\s+"));
            text.append(sentences.get(random.nextInt(sentences.size()))).append(' ');
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vectors.get(from)[i];
            }
        }
        return Document.of("made-" + number, title, text.toString().strip(), "benchmark")
                .withEmbedding(Vector.of(normalised(mean)).toBase64());
    }

    private static float[] normalised(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        float norm = (float) Math.sqrt(squares);
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= norm;
        }
        return vector;
    }
}
