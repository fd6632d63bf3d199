package io.trovex.index.opensearch;

import io.trovex.index.engine.IndexUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.opensearch.client.opensearch.generic.Body;
import tools.jackson.databind.JsonNode;

/** How far each partition is consumed, kept in the index itself, for whichever process consumes it next. */
final class Positions {
    private static final int MOST_PARTITIONS = 10_000;
    private static final int REFUSED = 400;

    /** Another process has come further. */
    private static final int CONFLICT = 409;

    private final Cluster cluster;
    private final String alias;

    Positions(Cluster cluster, String alias) {
        this.cluster = cluster;
        this.alias = alias;
    }

    /** @throws IndexUnavailableException if some are not known */
    Map<Integer, Long> read() {
        JsonNode found = cluster.ask(
                        "POST",
                        "/" + alias + "/_search",
                        Map.of(
                                "size",
                                MOST_PARTITIONS,
                                "query",
                                Map.of("term", Map.of(StoredFields.KIND, StoredFields.POSITION))))
                .ok();
        if (found.path("_shards").path("failed").asInt(0) > 0) {
            throw new IndexUnavailableException("OpenSearch answers in part: " + found.path("_shards"), null);
        }
        Map<Integer, Long> positions = new TreeMap<>();
        for (JsonNode hit : found.path("hits").path("hits")) {
            JsonNode source = hit.path("_source");
            positions.put(
                    source.path(StoredFields.PARTITION).asInt(),
                    source.path(StoredFields.OFFSET).asLong());
        }
        return positions;
    }

    /** Never backwards: the offset is the version. @throws IndexUnavailableException if some are not written */
    void write(Map<Integer, Long> positions) {
        StringBuilder body = new StringBuilder();
        positions.forEach((partition, offset) -> body.append(BulkWrites.lines(
                Map.of("index", Map.of("_id", "p:" + partition, "version", offset, "version_type", "external_gte")),
                Map.of(
                        StoredFields.KIND,
                        StoredFields.POSITION,
                        StoredFields.PARTITION,
                        partition,
                        StoredFields.OFFSET,
                        offset))));
        JsonNode items = cluster.ask(
                        "POST",
                        "/" + alias + "/_bulk",
                        Map.of("require_alias", "true", "refresh", "true"),
                        Body.from(body.toString().getBytes(StandardCharsets.UTF_8), "application/x-ndjson"))
                .ok()
                .path("items");
        for (JsonNode item : items) {
            int status = item.path("index").path("status").asInt();
            JsonNode error = item.path("index").path("error");
            if (error.path("type").asString("").equals(Cluster.NO_INDEX)) {
                throw new IndexLostException(error.path("reason").asString(""));
            }
            if (status >= REFUSED && status != CONFLICT) {
                throw new IndexUnavailableException(
                        "OpenSearch did not write a position: %d %s".formatted(status, error), null);
            }
        }
    }
}
