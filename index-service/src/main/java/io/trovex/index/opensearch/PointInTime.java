package io.trovex.index.opensearch;

import io.trovex.index.engine.IndexUnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.opensearch.client.opensearch.generic.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** An index at one moment, as long as it is asked at least every few minutes. Thread-safe. */
final class PointInTime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PointInTime.class);
    private static final String KEPT = "5m";
    private static final int PAGE = 2_000;

    private final Cluster cluster;
    private final String id;

    PointInTime(Cluster cluster, String alias) {
        this.cluster = cluster;
        this.id = cluster.ask("POST", "/" + alias + "/_search/point_in_time", Map.of("keep_alive", KEPT), (Body) null)
                .ok()
                .path("pit_id")
                .asString();
    }

    JsonNode search(Map<String, ?> body) {
        Map<String, Object> whole = new HashMap<>(body);
        whole.put("pit", Map.of("id", id, "keep_alive", KEPT));
        JsonNode found = cluster.ask("POST", "/_search", whole).ok();
        if (found.path("timed_out").asBoolean(false)
                || found.path("_shards").path("failed").asInt(0) > 0) {
            throw new IndexUnavailableException("OpenSearch answers in part: " + found.path("_shards"), null);
        }
        return found;
    }

    JsonNode hits(Map<String, ?> body) {
        return search(body).path("hits").path("hits");
    }

    /** Every document that the query finds, in the order of their ids. */
    void each(Map<String, ?> query, List<String> fields, Consumer<JsonNode> visitor) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "size",
                PAGE,
                "query",
                query,
                "_source",
                false,
                "docvalue_fields",
                fields,
                "sort",
                List.of(Map.of(StoredFields.DOC_ID, "asc"))));
        JsonNode page = hits(body);
        while (!page.isEmpty()) {
            page.forEach(hit -> visitor.accept(hit.path("fields")));
            body.put("search_after", page.get(page.size() - 1).path("sort"));
            page = page.size() < PAGE ? Cluster.JSON.createArrayNode() : hits(body);
        }
    }

    @Override
    public void close() {
        try {
            cluster.ask("DELETE", "/_search/point_in_time", Map.of("pit_id", List.of(id)));
        } catch (IndexUnavailableException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("a point in time is left to end by itself");
        }
    }
}
