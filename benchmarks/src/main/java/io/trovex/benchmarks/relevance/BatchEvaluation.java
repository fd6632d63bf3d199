package io.trovex.benchmarks.relevance;

import io.trovex.benchmarks.TemporaryDirectory;
import io.trovex.client.Document;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.search.Fusion;
import io.trovex.index.search.SearchHit;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.standalone.batch.BatchPipeline;
import io.trovex.standalone.batch.BatchSettings;
import io.trovex.standalone.batch.BatchSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Evaluates the stage functions in a plain loop: the same figures as the stream's, without a broker. */
public final class BatchEvaluation {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BatchEvaluation() {}

    /**
     * @param settings of the index and the searches
     * @param fusion of the hybrid mode
     * @param withModel otherwise searches are answered as if the model had gone away after the documents came in
     * @throws IllegalStateException if a document of the collection is refused
     */
    public static Evaluation run(TestCollection collection, BatchSettings settings, boolean withModel, Fusion fusion)
            throws IOException {
        List<TestCollection.Doc> documents = collection.documents().stream()
                .filter(document -> !document.blank())
                .toList();
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                BatchPipeline pipeline = BatchPipeline.open(directory.path(), settings)) {
            BatchSummary summary = pipeline.run(ndjson(documents, collection.name()), result -> {
                if (!result.accepted()) {
                    throw new IllegalStateException("document " + result.docId() + " was refused: " + result);
                }
            });
            Function<SearchRequest, SearchResponse> searches = withModel ? pipeline::search : pipeline.withoutModel();
            return Evaluation.of(
                    collection,
                    (query, mode, size) -> rank(searches, fusion, query, mode, size),
                    documents.size(),
                    summary.seconds());
        }
    }

    private static ByteArrayInputStream ndjson(List<TestCollection.Doc> documents, String source) {
        return new ByteArrayInputStream(documents.stream()
                .map(document -> JSON.writeValueAsString(
                        Document.of(document.docId(), document.titleBesideText(), document.body(), source)))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> rank(
            Function<SearchRequest, SearchResponse> searches, Fusion fusion, String query, String mode, int size) {
        SearchMode searchMode = SearchMode.valueOf(mode.toUpperCase(Locale.ROOT));
        SearchRequest request = new SearchRequest(query, searchMode, size, DocumentFilter.NONE, fusion, false);
        return searches.apply(request).hits().stream().map(SearchHit::docId).toList();
    }
}
