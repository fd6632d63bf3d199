package io.trovex.benchmarks.peers;

import io.trovex.benchmarks.Machine;
import io.trovex.benchmarks.PipelineProcess;
import io.trovex.client.Document;
import io.trovex.contracts.Vector;
import io.trovex.opensearch.node.OpenSearchNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * OpenSearch alone, as an engineer sets it up: one shard, the English analyzer on title and body, a vector in Lucene's
 * graph with OpenSearch's parameters, documents by {@code _bulk}. A hybrid search is a query by words and one by
 * vector in one {@code _msearch}, whose fifty and fifty are fused by reciprocal rank on the client's side.
 */
final class OpenSearchPeer implements Peer {
    /** The collector that it ships with; what else the launcher of Trovex switches on, it has too. */
    private static final List<String> OPTIONS = Stream.concat(
                    Stream.of("-Xms1g", "-Xmx2g", "-XX:+UseG1GC"),
                    PipelineProcess.switches().stream().filter(option -> !option.endsWith("GC")))
            .toList();

    private static final int FUSED = 50;
    private static final int RRF_CONSTANT = 60;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Path data;
    private final OpenSearchNode node;
    private final Connections connections;

    private volatile String header = "{}\n";

    /** How many neighbours the graph is asked for: what recall costs. */
    private volatile int neighbours = HITS;

    private OpenSearchPeer(Path data, OpenSearchNode node) {
        this.data = data;
        this.node = node;
        this.connections = new Connections(node.url());
    }

    static OpenSearchPeer start(Path data, int dimension) {
        OpenSearchPeer peer = new OpenSearchPeer(data, OpenSearchNode.start(data, OPTIONS));
        peer.send("PUT", "/passages", """
            {"settings": {"index": {"knn": true, "number_of_shards": 1, "number_of_replicas": 0}},
             "mappings": {"dynamic": false, "properties": {
              "title": {"type": "text", "analyzer": "english"},
              "content": {"type": "text", "analyzer": "english"},
              "source": {"type": "keyword"},
              "embedding": {"type": "knn_vector", "dimension": %d, "method": {"name": "hnsw", "engine": "lucene",
               "space_type": "innerproduct", "parameters": {"m": 16, "ef_construction": 100}}}}}}\
            """.formatted(dimension));
        return peer;
    }

    void ask(int forNeighbours) {
        neighbours = forNeighbours;
    }

    /** From now on it may answer a hybrid search's halves from its request cache, which by default it does only for counts. */
    void remember() {
        header = "{\"request_cache\":true}\n";
    }

    @Override
    public String name() {
        return "opensearch";
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        JsonNode version = send("GET", "/", "").path("version");
        settings.put(
                "engine",
                "opensearch %s, lucene %s"
                        .formatted(
                                version.path("number").asString(),
                                version.path("lucene_version").asString()));
        settings.put("k", neighbours);
        settings.put("fusion", "reciprocal rank on the client's side, %d + %d candidates".formatted(FUSED, FUSED));
        settings.put("jvm", String.join(" ", OPTIONS));
        return settings;
    }

    @Override
    public byte[] request(List<Document> documents) {
        StringBuilder lines = new StringBuilder();
        for (Document document : documents) {
            lines.append("{\"index\":{\"_id\":")
                    .append(json.writeValueAsString(document.docId()))
                    .append("}}\n")
                    .append(source(document))
                    .append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void submit(byte[] request, int documents) {
        byte[] answer = connections.send("POST", "/passages/_bulk", "application/x-ndjson", request);
        if (json.readTree(answer).path("errors").asBoolean()) {
            throw new IllegalStateException("refused: " + new String(answer, StandardCharsets.UTF_8));
        }
    }

    @Override
    public long searchable() {
        return send("GET", "/passages/_count", "").path("count").asLong();
    }

    @Override
    public void submit(Document document) {
        send("PUT", "/passages/_doc/" + document.docId(), source(document));
    }

    @Override
    public List<String> search(String mode, Question question) {
        if (mode.equals("hybrid")) {
            JsonNode both = json.readTree(connections.send(
                    "POST",
                    "/passages/_msearch",
                    "application/x-ndjson",
                    (header + byWords(question, FUSED) + "\n" + header + byVector(question, FUSED) + "\n")
                            .getBytes(StandardCharsets.UTF_8)));
            return fused(both.path("responses"));
        }
        String query = mode.equals("keyword") ? byWords(question, HITS) : byVector(question, HITS);
        return ids(send("POST", "/passages/_search", query));
    }

    @Override
    public ProcessHandle process() {
        return node.process();
    }

    @Override
    public Map<String, Object> disk() {
        Map<String, Object> disk = new LinkedHashMap<>();
        JsonNode stats =
                send("GET", "/passages/_stats/store,translog", "").path("_all").path("total");
        disk.put("index_mb", stats.path("store").path("size_in_bytes").asLong() / 1_000_000);
        disk.put("with_its_log_mb", Machine.megabytes(data.resolve("data")));
        return disk;
    }

    @Override
    public void close() {
        connections.close();
        node.close();
    }

    private String byWords(Question question, int size) {
        return "{\"size\":%d,\"_source\":[\"title\",\"content\"],\"query\":{\"multi_match\":{\"query\":%s,\"fields\":[\"title^3\",\"content\"]}}}"
                .formatted(size, json.writeValueAsString(question.text()));
    }

    private String byVector(Question question, int size) {
        return "{\"size\":%d,\"_source\":[\"title\",\"content\"],\"query\":{\"knn\":{\"embedding\":{\"vector\":%s,\"k\":%d}}}}"
                .formatted(size, numbers(question.vector()), Math.max(size, neighbours));
    }

    private String source(Document document) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("title", document.title());
        source.put("content", document.content());
        source.put("source", document.source());
        String rest = json.writeValueAsString(source);
        Vector vector = Vector.fromBase64(Objects.requireNonNull(document.embedding()));
        return rest.substring(0, rest.length() - 1) + ",\"embedding\":" + numbers(vector) + "}";
    }

    private static String numbers(Vector vector) {
        return Arrays.toString(vector.components()).replace(" ", "");
    }

    private static List<String> fused(JsonNode responses) {
        Map<String, Double> scores = new HashMap<>();
        for (JsonNode response : responses) {
            int rank = 0;
            for (String id : ids(response)) {
                scores.merge(id, 1.0 / (RRF_CONSTANT + ++rank), Double::sum);
            }
        }
        return scores.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(HITS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> ids(JsonNode response) {
        List<String> ids = new ArrayList<>();
        response.path("hits")
                .path("hits")
                .forEach(hit -> ids.add(hit.path("_id").asString()));
        return ids;
    }

    private JsonNode send(String method, String path, String body) {
        return json.readTree(connections.send(method, path, "application/json", body.getBytes(StandardCharsets.UTF_8)));
    }
}
