package io.trovex.standalone.batch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Violation;
import io.trovex.embedding.document.DocumentEmbedder;
import io.trovex.embedding.document.Embedding;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EngineSettings;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.EmbeddingModels;
import io.trovex.embedding.passage.PassageLimits;
import io.trovex.embedding.passage.PassageSplitter;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.IndexableDocument;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.lucene.Settlement;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.SearchSettings;
import io.trovex.validation.record.DocumentLimits;
import io.trovex.validation.record.DocumentRules;
import io.trovex.validation.record.LanguageDetection;
import io.trovex.validation.record.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Judges, embeds and indexes documents as the services do, one chunk after the other. Not thread-safe. */
public final class BatchPipeline implements AutoCloseable {
    private static final int CHUNK = 64;

    private final DocumentRules rules;
    private final EmbeddingModel model;
    private final EmbeddingEngine engine;
    private final DocumentEmbedder embedder;
    private final LuceneIndex index;
    private final SearchService search;

    private BatchPipeline(Path directory, Generation generation) {
        rules = new DocumentRules(DocumentLimits.DEFAULT, generation, LanguageDetection.load(), Clock.systemUTC());
        model = EmbeddingModels.open(generation.model());
        engine = new EmbeddingEngine(model, EngineSettings.defaults(), new SimpleMeterRegistry());
        embedder = new DocumentEmbedder(generation, new PassageSplitter(model, PassageLimits.DEFAULTS), engine);
        index = LuceneIndex.open(directory, generation, IndexSettings.DEFAULTS);
        search = new SearchService(index, query -> engine.query(query).join().components(), SearchSettings.DEFAULTS);
    }

    /**
     * @param directory of the index; what it holds already stays
     * @param modelId of a shipped model
     */
    public static BatchPipeline open(Path directory, String modelId) {
        int dimension = EmbeddingModels.describe(modelId).dimension();
        return new BatchPipeline(directory, new Generation("g1-" + modelId, modelId, dimension));
    }

    /** Settles every document; all of it is searchable and on disk when this returns. */
    public void load(Iterator<DocumentSubmitted> documents, BatchReport report) throws InterruptedException {
        while (documents.hasNext()) {
            List<DocumentSubmitted> chunk = new ArrayList<>(CHUNK);
            while (documents.hasNext() && chunk.size() < CHUNK) {
                chunk.add(documents.next());
            }
            apply(embed(judge(chunk, report), report), report);
        }
        index.refresh();
        index.commit();
    }

    public SearchService search() {
        return search;
    }

    @Override
    public void close() {
        try (model;
                engine;
                index) {
            // in the reverse of this order
        }
    }

    private List<DocumentValidated> judge(List<DocumentSubmitted> chunk, BatchReport report) {
        List<DocumentValidated> accepted = new ArrayList<>(chunk.size());
        for (DocumentSubmitted document : chunk) {
            switch (rules.judge(document, Objects.requireNonNullElse(document.content(), ""))) {
                case Verdict.Accepted(DocumentValidated validated) -> accepted.add(validated);
                case Verdict.Rejected(List<Violation> violations) -> report.refused(document.docId(), violations);
            }
        }
        return accepted;
    }

    private List<IndexableDocument> embed(List<DocumentValidated> documents, BatchReport report)
            throws InterruptedException {
        List<IndexableDocument> embedded = new ArrayList<>(documents.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Embedding>> running = new ArrayList<>(documents.size());
            documents.forEach(document -> running.add(threads.submit(() -> embedder.embed(document, body(document)))));
            for (int i = 0; i < running.size(); i++) {
                switch (running.get(i).get()) {
                    case Embedding.Embedded(DocumentEmbedded event) -> {
                        report.embedded(event);
                        embedded.add(new IndexableDocument(event, event.content()));
                    }
                    case Embedding.Refused(List<Violation> violations) ->
                        report.refused(documents.get(i).docId(), violations);
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return embedded;
    }

    private void apply(List<IndexableDocument> documents, BatchReport report) {
        List<Settlement> settlements = index.apply(documents);
        for (int i = 0; i < settlements.size(); i++) {
            String docId = documents.get(i).event().docId();
            switch (settlements.get(i)) {
                case Settlement.Settled(var outcome) -> report.settled(docId, outcome);
                case Settlement.Refused(List<Violation> violations) -> report.refused(docId, violations);
            }
        }
    }

    private static String body(DocumentValidated document) {
        return Objects.requireNonNullElse(document.content(), "");
    }
}
