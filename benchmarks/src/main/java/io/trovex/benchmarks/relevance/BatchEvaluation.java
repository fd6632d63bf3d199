package io.trovex.benchmarks.relevance;

import io.trovex.benchmarks.TemporaryDirectory;
import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Violation;
import io.trovex.index.search.SearchHit;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.standalone.batch.BatchPipeline;
import io.trovex.standalone.batch.BatchReport;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Evaluates the stage functions in a plain loop: the same figures as the stream's, without a broker. */
public final class BatchEvaluation {

    private BatchEvaluation() {}

    /** @throws IllegalStateException if a document of the collection is refused */
    public static Evaluation run(TestCollection collection, String model) throws IOException {
        List<DocumentSubmitted> documents = collection.documents().stream()
                .filter(document -> !document.blank())
                .map(document -> submitted(document, collection.name()))
                .toList();
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                BatchPipeline pipeline = BatchPipeline.open(directory.path(), model)) {
            long start = System.nanoTime();
            pipeline.load(documents.iterator(), new Refusals());
            double seconds = (System.nanoTime() - start) / 1e9;
            return Evaluation.of(
                    collection, (query, mode, size) -> rank(pipeline, query, mode, size), documents.size(), seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> rank(BatchPipeline pipeline, String query, String mode, int size) {
        SearchMode searchMode = SearchMode.valueOf(mode.toUpperCase(Locale.ROOT));
        return pipeline.search().search(SearchRequest.of(query, searchMode, size)).hits().stream()
                .map(SearchHit::docId)
                .toList();
    }

    private static DocumentSubmitted submitted(TestCollection.Doc document, String source) {
        Instant now = Instant.now();
        return new DocumentSubmitted(
                document.docId(),
                1,
                Operation.UPSERT,
                document.titleBesideText(),
                document.body(),
                null,
                source,
                now,
                Map.of(),
                null,
                null,
                now);
    }

    private static final class Refusals implements BatchReport {
        @Override
        public void embedded(DocumentEmbedded document) {}

        @Override
        public void settled(String docId, Outcome outcome) {}

        @Override
        public void refused(String docId, List<Violation> violations) {
            throw new IllegalStateException("document " + docId + " was refused: " + violations);
        }
    }
}
