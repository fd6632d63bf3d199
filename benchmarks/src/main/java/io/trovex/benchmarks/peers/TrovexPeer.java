package io.trovex.benchmarks.peers;

import io.trovex.benchmarks.Machine;
import io.trovex.benchmarks.PipelineProcess;
import io.trovex.client.Document;
import io.trovex.client.TrovexClient;
import io.trovex.standalone.PipelineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole pipeline: five services, broker, Redis and Lucene. A document passes through ingest, validation, the embedder,
 * which leaves its vector alone, and three topics before it is indexed. The vectors of all queries are in its memory
 * of queries, so that, like its peer's, none is made while it is measured.
 */
final class TrovexPeer implements Peer {
    private static final List<String> HEAP = List.of("-Xms1g", "-Xmx2g");
    private static final int QUERIES_REMEMBERED = 10_000;

    /** The gate would close at ten thousand; whoever waits for it is told to wait for seconds. */
    private static final int MOST_UNDER_WAY = 6_000;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Path data;
    private final PipelineProcess pipeline;
    private final TrovexClient client;
    private final Connections connections;
    private final AtomicLong submitted = new AtomicLong();

    private TrovexPeer(Path data, PipelineProcess pipeline) {
        this.data = data;
        this.pipeline = pipeline;
        this.client = new TrovexClient(pipeline.url());
        this.connections = new Connections(pipeline.url());
    }

    /** @param properties beside the room for the queries' vectors, as {@code name=value} */
    static TrovexPeer start(Path data, List<String> properties) throws IOException {
        List<String> all = new ArrayList<>(properties);
        all.add("trovex.index.query-cache-size=" + QUERIES_REMEMBERED);
        return new TrovexPeer(data, PipelineProcess.start(data, HEAP, all));
    }

    @Override
    public String name() {
        return "trovex";
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("model", PipelineSettings.DEFAULT_MODEL);
        settings.put("engine", "lucene " + org.apache.lucene.util.Version.LATEST);
        settings.put("fusion", "weighted with neighbours, 100 + 100 candidates (the default)");
        List<String> options = new ArrayList<>(HEAP);
        options.addAll(PipelineProcess.switches());
        settings.put("jvm", String.join(" ", options));
        return settings;
    }

    @Override
    public byte[] request(List<Document> documents) {
        return documents.stream()
                .map(json::writeValueAsString)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void submit(byte[] request, int documents) {
        while (submitted.get() - searchable() > MOST_UNDER_WAY) {
            pause();
        }
        submitted.addAndGet(documents);
        byte[] answer = connections.send("POST", "/v1/documents:bulk", "application/x-ndjson", request);
        if (new String(answer, StandardCharsets.UTF_8).contains("\"status\":4")) {
            throw new IllegalStateException("refused: " + new String(answer, StandardCharsets.UTF_8));
        }
    }

    @Override
    public long searchable() {
        return client.get("/v1/index").path("documents").asLong();
    }

    @Override
    public void submit(Document document) {
        submitted.incrementAndGet();
        connections.send("POST", "/v1/documents", "application/json", json.writeValueAsBytes(document));
    }

    @Override
    public List<String> search(String mode, Question question) {
        byte[] body = json.writeValueAsBytes(
                Map.of("query", question.text(), "mode", mode, "size", HITS, "fields", List.of("title", "content")));
        JsonNode answer = json.readTree(connections.send("POST", "/v1/search", "application/json", body));
        if (answer.path("degraded").asBoolean()) {
            throw new IllegalStateException("degraded: " + answer.path("degraded_reason"));
        }
        List<String> ids = new ArrayList<>(HITS);
        answer.path("hits").forEach(hit -> ids.add(hit.path("doc_id").asString()));
        return ids;
    }

    @Override
    public ProcessHandle process() {
        return pipeline.process().toHandle();
    }

    @Override
    public Map<String, Object> disk() {
        Map<String, Object> disk = new LinkedHashMap<>();
        disk.put("index_mb", Machine.megabytes(data.resolve("index")));
        disk.put("with_its_log_mb", Machine.megabytes(data));
        return disk;
    }

    @Override
    public void close() {
        connections.close();
        try {
            pipeline.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
