package io.trovex.standalone.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.client.Document;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.Passage;
import io.trovex.contracts.Topics;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.standalone.Pipeline;
import io.trovex.standalone.PipelineSettings;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The loop and the stream are the same pipeline. {@code TROVEX_COLLECTIONS} may name folders of further collections,
 * separated as in a path.
 */
class StreamAndBatchIntegrationTests {
    private static final int TOP = 10;
    private static final int BULK = 200;
    private static final int MOST_QUERIES = 300;
    private static final int OTHER_MODES_EVERY = 3;

    private final JsonMapper json = JsonMapper.builder().build();

    @TempDir
    Path stream;

    @TempDir
    Path batch;

    static Stream<SmallCollection> collections() {
        String more = System.getenv().getOrDefault("TROVEX_COLLECTIONS", "");
        return Stream.concat(
                Stream.of(SmallCollection.stackFaq(), SmallCollection.wikipedia()),
                Stream.of(more.split(File.pathSeparator))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> SmallCollection.in(Path.of(folder))));
    }

    @ParameterizedTest
    @MethodSource("collections")
    void giveTheSameVectorsAndTheSameTopTen(SmallCollection collection) throws IOException {
        try (Pipeline pipeline = Pipeline.start(PipelineSettings.in(stream));
                BatchPipeline loop = BatchPipeline.open(batch, PipelineSettings.DEFAULT_MODEL)) {
            TrovexClient client = new TrovexClient(pipeline.url());
            submit(client, collection.documents());
            BatchSummary summary = loop.run(ndjson(collection.documents()), _ -> {});

            assertThat(summary.accepted()).isEqualTo(collection.documents().size());
            assertThat(streamed(pipeline, collection.documents().size())).isEqualTo(looped());
            List<String> queries = collection.queries();
            int step = Math.ceilDiv(queries.size(), MOST_QUERIES);
            for (int i = 0; i * step < queries.size(); i++) {
                String query = queries.get(i * step);
                assertSameTop(loop, client, query, SearchMode.HYBRID);
                if (i % OTHER_MODES_EVERY == 0) {
                    assertSameTop(loop, client, query, SearchMode.KEYWORD);
                    assertSameTop(loop, client, query, SearchMode.SEMANTIC);
                }
            }
        }
    }

    private static void assertSameTop(BatchPipeline loop, TrovexClient client, String query, SearchMode mode) {
        assertThat(top(loop, query, mode)).as("%s: %s", mode, query).isEqualTo(top(client, query, mode));
    }

    private static void submit(TrovexClient client, List<Document> documents) {
        for (int from = 0; from < documents.size(); from += BULK) {
            List<Document> bulk = documents.subList(from, Math.min(from + BULK, documents.size()));
            assertThat(client.submit(bulk, true)).allMatch(item -> item.accepted());
        }
    }

    private ByteArrayInputStream ndjson(List<Document> documents) {
        String lines = documents.stream().map(json::writeValueAsString).collect(Collectors.joining("\n"));
        return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    }

    /** What the log holds. */
    private Map<String, List<Passage>> streamed(Pipeline pipeline, int documents) {
        String topic = Topics.documentsEmbedded("g1-" + PipelineSettings.DEFAULT_MODEL);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", pipeline.bootstrapServers(), "auto.offset.reset", "earliest");
        Map<String, List<Passage>> passages = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (passages.size() < documents && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    DocumentEmbedded document = json.readValue(record.value(), DocumentEmbedded.class);
                    passages.put(document.docId(), document.passages());
                });
            }
        }
        return passages;
    }

    private Map<String, List<Passage>> looped() throws IOException {
        Path file = batch.resolve("embedded.jsonl.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> json.readValue(line, DocumentEmbedded.class))
                    .collect(Collectors.toMap(DocumentEmbedded::docId, DocumentEmbedded::passages));
        }
    }

    private static List<Hit> top(TrovexClient client, String query, SearchMode mode) {
        // a busy machine may answer from keywords alone, and says so
        JsonNode answer = await().pollDelay(Duration.ZERO)
                .until(
                        () -> client.search(SearchQuestion.of(query, mode.name().toLowerCase(Locale.ROOT), TOP)),
                        given -> !given.path("degraded").asBoolean());
        return answer.path("hits")
                .valueStream()
                .map(hit ->
                        new Hit(hit.path("doc_id").asString(), hit.path("score").asDouble()))
                .toList();
    }

    private static List<Hit> top(BatchPipeline loop, String query, SearchMode mode) {
        return loop.search(SearchRequest.of(query, mode, TOP)).hits().stream()
                .map(hit -> new Hit(hit.docId(), hit.score()))
                .toList();
    }

    record Hit(String docId, double score) {}
}
