package io.trovex.benchmarks.micro;

import io.trovex.benchmarks.TemporaryDirectory;
import io.trovex.benchmarks.growth.ClusteredPassages;
import io.trovex.contracts.Generation;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.SearchSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An index of made passages, and questions to it. */
final class SearchedIndex implements AutoCloseable {
    private static final Generation GENERATION = new Generation("micro", "random", 384);
    private static final int QUESTIONS = 200;
    private static final int BATCH = 500;
    private static final int COMMITS_TO_REST = 4;
    private static final long SEED = 3;

    private final TemporaryDirectory directory;
    private final LuceneIndex index;
    private final SearchService service;
    private final ClusteredPassages passages = new ClusteredPassages(GENERATION, SEED);
    private final List<String> texts = new ArrayList<>();
    private final List<float[]> vectors = new ArrayList<>();
    private int next;

    SearchedIndex(int size) throws IOException {
        this.directory = TemporaryDirectory.create();
        this.index = LuceneIndex.open(directory.path(), GENERATION, IndexSettings.DEFAULTS);
        for (int i = 0; i < QUESTIONS; i++) {
            texts.add(passages.text(Integer.MIN_VALUE + i, 4));
            vectors.add(passages.vector(-1_000_000 - i));
        }
        for (int from = 0; from < size; from += BATCH) {
            List<IndexableDocument> batch = new ArrayList<>(BATCH);
            for (int i = from; i < Math.min(size, from + BATCH); i++) {
                batch.add(passages.document(i, passages.vector(i)));
            }
            index.apply(batch);
            index.refresh();
        }
        for (int i = 0; i < COMMITS_TO_REST; i++) {
            index.commit();
            index.awaitMerges();
        }
        this.service = new SearchService(index, text -> vectors.get(texts.indexOf(text)), SearchSettings.DEFAULTS);
    }

    LuceneIndex index() {
        return index;
    }

    /** Another one each time. */
    int question() {
        return next++ % QUESTIONS;
    }

    String text(int question) {
        return texts.get(question);
    }

    float[] vector(int question) {
        return vectors.get(question);
    }

    SearchResponse search(SearchMode mode) {
        return service.search(SearchRequest.of(text(question()), mode, 10));
    }

    @Override
    public void close() throws IOException {
        try (directory;
                index) {
            // in the reverse of this order
        }
    }
}
