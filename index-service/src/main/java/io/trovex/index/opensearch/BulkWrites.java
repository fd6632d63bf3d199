package io.trovex.index.opensearch;

import io.trovex.contracts.Operation;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Violation;
import io.trovex.index.analysis.GenerationAnalyzer;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.Settlement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opensearch.client.opensearch.generic.Body;
import tools.jackson.databind.JsonNode;

/**
 * Writes documents in bulk, each with its own version: an older one is refused by OpenSearch itself, an equal one is written
 * again. What a node is too busy for is sent again, alone.
 */
final class BulkWrites {
    private static final int MOST_CHARACTERS = 8 << 20;
    private static final int TRIES = 4;
    private static final long PAUSE_MS = 50;
    private static final int REFUSED = 400;
    private static final int CONFLICT = 409;
    private static final int FAILED = 500;

    /** What the mapping refuses. All else is the cluster's: busy, failing, closed to writes, or set up otherwise. */
    private static final Set<String> OF_THE_DOCUMENT = Set.of(
            "mapper_parsing_exception",
            "strict_dynamic_mapping_exception",
            "document_parsing_exception",
            "max_bytes_length_exceeded_exception");

    private final Cluster cluster;
    private final String alias;
    private final GenerationAnalyzer analyzer;

    /** @param alias of the index's making: one that was made again must not take documents that others lack */
    BulkWrites(Cluster cluster, String alias, GenerationAnalyzer analyzer) {
        this.analyzer = analyzer;
        this.cluster = cluster;
        this.alias = alias;
    }

    private record Write(int place, Operation operation, String lines) {}

    /** One settlement each, in order. @throws IndexUnavailableException if some are not written: all may come again */
    List<Settlement> write(List<IndexableDocument> documents) {
        Settlement[] settlements = new Settlement[documents.size()];
        List<Write> batch = new ArrayList<>();
        int characters = 0;
        for (int i = 0; i < documents.size(); i++) {
            Write write = new Write(i, documents.get(i).event().operation(), lines(documents.get(i)));
            if (!batch.isEmpty() && characters + write.lines().length() > MOST_CHARACTERS) {
                send(batch, settlements);
                batch.clear();
                characters = 0;
            }
            batch.add(write);
            characters += write.lines().length();
        }
        send(batch, settlements);
        return List.of(settlements);
    }

    private void send(List<Write> batch, Settlement[] settlements) {
        List<Write> left = List.copyOf(batch);
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            left = sendOnce(left, settlements, attempt == TRIES);
            if (!left.isEmpty()) {
                pause(PAUSE_MS << attempt);
            }
        }
    }

    /** @return what is to be sent again */
    private List<Write> sendOnce(List<Write> batch, Settlement[] settlements, boolean last) {
        StringBuilder body = new StringBuilder();
        batch.forEach(write -> body.append(write.lines()));
        JsonNode items = cluster.ask(
                        "POST",
                        "/" + alias + "/_bulk",
                        // an index that was deleted must not come back without its mapping
                        Map.of("require_alias", "true"),
                        Body.from(body.toString().getBytes(StandardCharsets.UTF_8), "application/x-ndjson"))
                .ok()
                .path("items");
        List<Write> again = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Write write = batch.get(i);
            JsonNode item = items.path(i).path("index");
            int status = item.path("status").asInt(FAILED);
            if (status >= REFUSED && status != CONFLICT && !isOfTheDocument(item.path("error"))) {
                if (item.path("error").path("type").asString("").equals(Cluster.NO_INDEX)) {
                    throw new IndexLostException(
                            item.path("error").path("reason").asString(""));
                }
                if (last) {
                    throw new IndexUnavailableException(
                            "OpenSearch did not write a document: %d %s".formatted(status, item.path("error")), null);
                }
                again.add(write);
            } else {
                settlements[write.place()] = settlement(write.operation(), status, item);
            }
        }
        return again;
    }

    private static boolean isOfTheDocument(JsonNode error) {
        return OF_THE_DOCUMENT.contains(error.path("type").asString(""))
                || OF_THE_DOCUMENT.contains(error.path("caused_by").path("type").asString(""));
    }

    private static Settlement settlement(Operation operation, int status, JsonNode item) {
        if (status == CONFLICT) {
            return new Settlement.Settled(Outcome.SUPERSEDED);
        }
        if (status >= REFUSED) {
            JsonNode error = item.path("error");
            JsonNode cause = error.path("caused_by").path("reason");
            String reason = (cause.isMissingNode() ? error.path("reason") : cause).asString();
            return new Settlement.Refused(List.of(new Violation("", "unindexable", reason)));
        }
        return new Settlement.Settled(operation == Operation.DELETE ? Outcome.DELETED : Outcome.INDEXED);
    }

    private String lines(IndexableDocument document) {
        Map<String, ?> action = Map.of(
                "index",
                Map.of(
                        "_id",
                        DocumentSource.id(document.event().docId()),
                        "version",
                        document.event().version(),
                        "version_type",
                        "external_gte"));
        return lines(action, DocumentSource.of(document, analyzer));
    }

    /** Of a bulk request. */
    static String lines(Map<String, ?> action, Map<String, ?> source) {
        return Cluster.JSON.writeValueAsString(action) + '\n' + Cluster.JSON.writeValueAsString(source) + '\n';
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IndexUnavailableException("interrupted while OpenSearch is busy", e);
        }
    }
}
