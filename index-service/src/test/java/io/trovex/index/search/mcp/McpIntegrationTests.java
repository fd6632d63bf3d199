package io.trovex.index.search.mcp;

import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.trovex.contracts.Generation;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The protocol's own client against the running service, whose broker is away. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "trovex.generation.id=g1-test",
            "trovex.generation.model=test-model",
            "trovex.generation.dimension=4",
            "trovex.mcp.origins=http://chat.example:*",
            "spring.kafka.bootstrap-servers=127.0.0.1:1",
            "spring.kafka.listener.auto-startup=false",
            "spring.kafka.admin.auto-create=false",
            "spring.kafka.producer.properties.max.block.ms=50"
        })
class McpIntegrationTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path directory;

    @Autowired
    private SearchIndex index;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private AtomicBoolean embedderAway;

    @LocalServerPort
    private int port;

    private McpSyncClient client;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("trovex.index.directory", () -> directory.resolve("index"));
        registry.add("trovex.objects.directory", () -> directory.resolve("objects"));
    }

    @TestConfiguration
    static class Embedder {
        @Bean
        AtomicBoolean embedderAway() {
            return new AtomicBoolean();
        }

        @Bean
        QueryEmbedder queryEmbedder(AtomicBoolean embedderAway) {
            return query -> {
                if (embedderAway.get()) {
                    throw new QueryEmbedderUnavailableException(DegradedReason.EMBEDDER_SATURATED, "away", null);
                }
                return new float[] {0, 1, 0, 0};
            };
        }
    }

    @BeforeEach
    void connect(@Autowired Generation generation) {
        embedderAway.set(false);
        List.of(
                        document("near", "A small boat on calm water.", 0, 1, 0, 0)
                                .title("Boats")
                                .source("nature")
                                .metadata(Map.of("year", 2025)),
                        document("far", "Boats are large ships.", 1, 0, 0, 0)
                                .source("trade")
                                .language("nl"))
                .forEach(each -> index.apply(List.of(new IndexableDocument(each.event(generation), each.body()))));
        index.refresh();
        client = McpClient.sync(HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + port)
                        .build())
                .build();
        client.initialize();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void introducesItselfAndItsTwoTools() {
        assertThat(client.getServerInfo().name()).isEqualTo("trovex");
        assertThat(client.getServerCapabilities().tools()).isNotNull();
        assertThat(client.getServerCapabilities().resources()).isNull();
        assertThat(client.getServerInstructions()).contains("doc_id");
        assertThat(client.listTools().tools())
                .allSatisfy(
                        tool -> assertThat(tool.annotations().readOnlyHint()).isTrue())
                .extracting(McpSchema.Tool::name)
                .containsExactlyInAnyOrder("search", "fetch");
        assertThat(client.ping()).isNotNull();
    }

    @Test
    void searchGivesPassagesWithTheirPlaces() {
        JsonNode answer = json(call("search", Map.of("query", "small boat")));

        JsonNode best = answer.path("passages").path(0);
        assertThat(best.path("doc_id").asString()).isEqualTo("near");
        assertThat(best.path("title").asString()).isEqualTo("Boats");
        assertThat(best.path("text").asString()).isEqualTo("A small boat on calm water.");
        assertThat(best.path("start").asInt()).isZero();
        assertThat(best.path("end").asInt()).isEqualTo(27);
        assertThat(best.path("score").asDouble()).isPositive();
        assertThat(answer.path("passages").size()).isEqualTo(2);
        assertThat(answer.path("query_id").asString()).isNotEmpty();
        assertThat(answer.path("degraded").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"source, [\"trade\"]", "language, '\"nl\"'"})
    void aFilterHolds(String filter, String value) {
        JsonNode passages = json(call("search", Map.of("query", "boat", filter, JSON.readValue(value, Object.class))))
                .path("passages");

        assertThat(passages.size()).isEqualTo(1);
        assertThat(passages.path(0).path("doc_id").asString()).isEqualTo("far");
    }

    @Test
    void timesSizeAndTokensHoldToo() {
        assertThat(json(call("search", Map.of("query", "boat", "from", "2027-01-01T00:00:00Z")))
                        .path("passages"))
                .isEmpty();
        assertThat(json(call("search", Map.of("query", "boat", "to", "2027-01-01T00:00:00Z", "size", 1)))
                        .path("passages"))
                .hasSize(1);
        assertThat(json(call("search", Map.of("query", "boat", "size", 1.0))).path("passages"))
                .hasSize(1);
        assertThat(json(call("search", Map.of("query", "boat", "max_tokens", 7)))
                        .path("passages"))
                .hasSize(1);
    }

    @Test
    void searchesAreMeasuredLoggedAndDegradedAsAnyOther() {
        embedderAway.set(true);
        double before = meters.counter("trovex.index.searches.unlogged").count();

        JsonNode answer = json(call("search", Map.of("query", "ships")));

        assertThat(answer.path("degraded").asBoolean(false)).isTrue();
        assertThat(answer.path("degraded_reason").asString()).isEqualTo("embedder_saturated");
        assertThat(answer.path("passages").path(0).path("doc_id").asString()).isEqualTo("far");
        assertThat(meters.get("trovex.index.search")
                        .tags("degraded", "true", "reason", "embedder_saturated")
                        .timer()
                        .count())
                .isPositive();
        // the broker is away
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> meters.counter("trovex.index.searches.unlogged").count() > before);
    }

    @Test
    void fetchGivesTheWholeDocument() {
        JsonNode document = json(call("fetch", Map.of("doc_id", "near")));

        assertThat(document.path("doc_id").asString()).isEqualTo("near");
        assertThat(document.path("title").asString()).isEqualTo("Boats");
        assertThat(document.path("content").asString()).isEqualTo("A small boat on calm water.");
        assertThat(document.path("source").asString()).isEqualTo("nature");
        assertThat(document.path("timestamp").asString()).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(document.path("metadata").path("year").asInt()).isEqualTo(2025);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fetch | {\"doc_id\": \"never\"} | there is no document 'never' [unknown_document]",
                "fetch | {} | doc_id",
                "fetch | {\"doc_id\": 7} | doc_id",
                "fetch | {\"doc_id\": \"near\", \"fields\": []} | fields",
                "search | {} | query",
                "search | {\"query\": \"  \"} | a search needs words to search for [blank]",
                "search | {\"query\": 7} | query",
                "search | {\"query\": \"boat\", \"source\": \"trade\"} | source",
                "search | {\"query\": \"boat\", \"filter\": {\"term\": {\"colour\": \"red\"}}} | filter",
                "search | {\"query\": \"boat\", \"size\": 0} | size",
                "search | {\"query\": \"boat\", \"max_tokens\": \"many\"} | max_tokens",
                "search | {\"query\": \"boat\", \"from\": \"yesterday\"} | no RFC 3339 date-time",
                "search | {\"query\": \"boat\", \"sort\": \"title\"} | sort"
            })
    void whatIsWrongWithACallIsSaidInItsAnswer(String tool, String arguments, String said) {
        CallToolResult result = call(tool, JSON.readerForMapOf(Object.class).readValue(arguments));

        assertThat(result.isError()).isTrue();
        assertThat(text(result))
                .contains(said)
                .doesNotContain("Exception", "io.trovex", "java", "JsonToken", "structuredContent");
    }

    @Test
    void anUnknownToolIsAnErrorOfTheProtocol() {
        assertThatThrownBy(() -> call("delete", Map.of()))
                .isInstanceOf(McpError.class)
                .hasMessageContaining("Unknown tool");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | 400 | malformed_message",
                "[] | 400 | malformed_message",
                "{\"jsonrpc\": \"2.0\", \"id\": 1} | 400 | malformed_message",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"resources/list\"} | 200 | -32601",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\"} | 200 | -32602",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"initialize\"} | 200 | -32602",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": []} | 200 | -32602",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": {\"name\": 7}} | 200 | -32602",
                "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/none\"} | 202 | ''",
                "{\"jsonrpc\": \"2.0\", \"method\": \"initialize\"} | 202 | ''",
                "{\"jsonrpc\": \"2.0\", \"id\": {}, \"method\": \"ping\"} | 400 | malformed_message"
            })
    void aBadMessageIsRefusedWithoutAStackTrace(String message, int status, String code) throws Exception {
        HttpResponse<String> answer = post(message, "Accept", "application/json, text/event-stream");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(code).doesNotContain("stackTrace", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://chat.example:8443", "https://evil.example"})
    void onlyPagesOfTheOriginsToldMayUseIt(String origin) throws Exception {
        HttpResponse<String> answer = post(
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}",
                "Accept",
                "application/json, text/event-stream",
                "Origin",
                origin);

        boolean isTold = origin.contains("chat");
        assertThat(answer.statusCode()).isEqualTo(isTold ? 200 : 403);
        assertThat(answer.body()).contains(isTold ? "result" : "origin_not_allowed");
    }

    @Test
    void aClientThatAcceptsTooLittleIsToldSo() throws Exception {
        HttpResponse<String> answer =
                post("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}", "Accept", "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("not_acceptable", "text/event-stream", "trace_id");
    }

    @Test
    void thereIsNoStreamToListenTo() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url()).GET().build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("method_not_allowed");
    }

    private CallToolResult call(String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static JsonNode json(CallToolResult result) {
        assertThat(result.isError()).as(text(result)).isFalse();
        return JSON.readTree(text(result));
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url())
                                .header("Content-Type", "application/json")
                                .headers(headers)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private URI url() {
        return URI.create("http://127.0.0.1:%d/mcp".formatted(port));
    }
}
