package io.trovex.benchmarks.relevance;

import io.trovex.client.Document;
import io.trovex.client.ItemResult;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;

/** Evaluates a running Trovex over HTTP. Its documents carry the collection's name as their source. */
public final class StreamEvaluation {
    private static final int REQUEST = 100;
    private static final int MOST_ATTEMPTS = 10;

    private final TestCollection collection;
    private final TrovexClient client;
    private final LongConsumer loaded;

    /** @param loaded told how many documents were sent, request by request */
    public StreamEvaluation(TestCollection collection, TrovexClient client, LongConsumer loaded) {
        this.collection = collection;
        this.client = client;
        this.loaded = loaded;
    }

    /** @throws IllegalStateException if a document of the collection is refused */
    public Evaluation run() {
        List<Document> documents = collection.documents().stream()
                .filter(document -> !document.blank())
                .map(this::document)
                .toList();
        long start = System.nanoTime();
        load(documents);
        double seconds = (System.nanoTime() - start) / 1e9;
        return Evaluation.of(collection, this::rank, documents.size(), seconds);
    }

    private void load(List<Document> documents) {
        List<ItemResult> results = new ArrayList<>(documents.size());
        for (int from = 0; from < documents.size(); from += REQUEST) {
            List<Document> request = documents.subList(from, Math.min(from + REQUEST, documents.size()));
            results.addAll(client.submit(request, false));
            loaded.accept(request.size());
        }
        check(results);
        client.awaitSettled(results);
    }

    private static void check(List<ItemResult> results) {
        results.stream().filter(result -> !result.accepted()).findFirst().ifPresent(refused -> {
            throw new IllegalStateException("document " + refused.docId() + " was refused: " + refused.detail());
        });
    }

    private Document document(TestCollection.Doc document) {
        return Document.of(id(document.docId()), document.titleBesideText(), document.body(), collection.name());
    }

    private List<String> rank(String query, String mode, int size) {
        JsonNode answer = undegraded(SearchQuestion.of(query, mode, size).in(collection.name()));
        List<String> ranked = new ArrayList<>();
        answer.path("hits")
                .forEach(hit -> ranked.add(collectionId(hit.path("doc_id").asString(""))));
        return ranked;
    }

    /** A degraded answer would be keyword's, not the mode's. */
    private JsonNode undegraded(SearchQuestion question) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            JsonNode answer = client.search(question);
            if (!answer.path("degraded").asBoolean()) {
                return answer;
            }
        }
        throw new IllegalStateException("the embedder is away: there are no figures of " + question.mode());
    }

    private String id(String docId) {
        return collection.name() + ":" + docId;
    }

    private String collectionId(String id) {
        return id.substring(collection.name().length() + 1);
    }
}
