package io.trovex.benchmarks.search;

import io.trovex.client.Document;
import java.util.List;
import java.util.Random;

/**
 * Documents without end: the real ones first, then new ones that recombine their sentences, so that vocabulary and
 * topics stay real when the corpus is smaller than the index to measure.
 */
final class PassageSupply {
    private static final int SENTENCES = 3;
    private static final long SEED = 7;

    private final List<Document> corpus;
    private final List<String> sentences;

    PassageSupply(List<Document> corpus) {
        this.corpus = corpus;
        this.sentences = corpus.stream()
                .flatMap(document -> List.of(document.content().split("(?<=[.!?])\\s+")).stream())
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
        if (number < corpus.size()) {
            return corpus.get(number);
        }
        Random random = new Random(SEED + number);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SENTENCES; i++) {
            text.append(sentences.get(random.nextInt(sentences.size()))).append(' ');
        }
        String title = corpus.get(random.nextInt(corpus.size())).title();
        return Document.of("made-" + number, title, text.toString().strip(), "benchmark");
    }
}
