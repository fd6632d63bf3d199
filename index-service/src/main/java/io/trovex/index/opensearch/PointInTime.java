package io.trovex.index.opensearch;

import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.SearchRefusedException;
import io.trovex.index.engine.ViewExpiredException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.opensearch.client.opensearch.generic.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * An index at one moment, as long as it is asked at least every few minutes. Thread-safe. A search throws
 * {@link ViewExpiredException} when the moment is not kept any more, {@link SearchRefusedException} when the search is to
 * blame, and {@link IndexUnavailableException} for all else.
 */
final class PointInTime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PointInTime.class);
    private static final String KEPT = "5m";
    private static final String NOT_KEPT = "search_context_missing_exception";
    private static final int PAGE = 2_000;
    private static final int BAD_REQUEST = 400;

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
        Cluster.Answer answer = cluster.ask("POST", "/_search", now(body));
        return found(answer.status(), answer.body());
    }

    /** One answer each, in one round trip. */
    List<JsonNode> searches(List<? extends Map<String, ?>> bodies) {
        StringBuilder lines = new StringBuilder();
        bodies.forEach(body -> lines.append(BulkWrites.lines(Map.of(), now(body))));
        JsonNode answers = cluster.ask(
                        "POST",
                        "/_msearch",
                        Map.of(),
                        Body.from(lines.toString().getBytes(StandardCharsets.UTF_8), "application/x-ndjson"))
                .ok()
                .path("responses");
        List<JsonNode> found = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            found.add(found(answers.path(i).path("status").asInt(), answers.path(i)));
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

    /** Nobody waits for it. */
    @Override
    public void close() {
        var _ = Thread.ofVirtual().name("point-in-time-close").start(this::end);
    }

    private void end() {
        try {
            cluster.ask("DELETE", "/_search/point_in_time", Map.of("pit_id", List.of(id)));
        } catch (RuntimeException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("a point in time is left to end by itself");
        }
    }

    private Map<String, ?> now(Map<String, ?> body) {
        Map<String, Object> whole = new HashMap<>(body);
        whole.put("pit", Map.of("id", id, "keep_alive", KEPT));
        return whole;
    }

    private static JsonNode found(int status, JsonNode answer) {
        JsonNode error = answer.path("error");
        JsonNode shards = answer.path("_shards");
        boolean isPartial = answer.path("timed_out").asBoolean(false)
                || shards.path("failed").asInt(0) > 0;
        if (error.isMissingNode() && !isPartial) {
            return answer;
        }
        if (isNotKept(error.path("failed_shards")) || isNotKept(shards.path("failures"))) {
            throw new ViewExpiredException("OpenSearch does not keep the moment any more");
        }
        if (status == BAD_REQUEST) {
            throw new SearchRefusedException(Cluster.reason(answer));
        }
        throw new IndexUnavailableException(
                isPartial
                        ? "OpenSearch answers in part: " + shards
                        : "OpenSearch answers %d: %s".formatted(status, Cluster.reason(answer)),
                null);
    }

    private static boolean isNotKept(JsonNode failures) {
        for (JsonNode failure : failures) {
            if (failure.path("reason").path("type").asString("").equals(NOT_KEPT)) {
                return true;
            }
        }
        return false;
    }
}
