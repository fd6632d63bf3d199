package io.trovex.benchmarks.saturation;

import io.trovex.client.Document;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Never the same document twice, and no passage that a cache knows. Thread-safe. */
final class LoadDocuments {
    private final List<Document> corpus;
    private final AtomicInteger next = new AtomicInteger();

    LoadDocuments(List<Document> corpus) {
        this.corpus = corpus;
    }

    Document next() {
        int number = next.getAndIncrement();
        Document source = corpus.get(number % corpus.size());
        return Document.of("load-" + number, number + " " + source.title(), source.content(), "saturation");
    }

    List<Document> next(int count) {
        return IntStream.range(0, count).mapToObj(_ -> next()).toList();
    }
}
