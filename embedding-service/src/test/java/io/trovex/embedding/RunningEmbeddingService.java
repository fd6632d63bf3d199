package io.trovex.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service with a real broker, a real model and its HTTP port, once for all tests. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}",
            "trovex.generation.id=g7-test",
            "trovex.topics.partitions=2",
            "trovex.embedding.passage-tokens=128",
            "trovex.embedding.threads=1",
            "trovex.embedding.query-queue=2",
            "trovex.embedding.request-queue=16"
        })
@EmbeddedKafka(partitions = 1)
abstract class RunningEmbeddingService {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final Path DATA = createDirectory();

    @LocalServerPort
    private int port;

    /** Of all classes' one context, so not a temporary directory of the first of them. */
    @DynamicPropertySource
    static void directories(DynamicPropertyRegistry properties) throws IOException {
        Path faulty = Files.createDirectories(DATA.resolve("models").resolve("faulty"));
        Files.writeString(faulty.resolve("model.json"), "{\"id\":\"faulty\",\"dimension\":0}");
        properties.add("trovex.embedding.graphs", TestModels.GRAPHS::toString);
        properties.add("trovex.embedding.models", () -> DATA.resolve("models").toString());
        properties.add(
                "trovex.embedding.disk-cache.directory",
                () -> DATA.resolve("vectors").toString());
        properties.add("trovex.objects.directory", () -> DATA.resolve("objects").toString());
    }

    final String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    final HttpResponse<String> post(String json) throws IOException, InterruptedException {
        return send(request("/v1/embeddings")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Without a body. */
    final HttpResponse<String> order(String path) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    final HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    static void assertProblem(HttpResponse<String> response, int status, String code, @Nullable String field) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.path("code").stringValue()).isEqualTo(code);
        if (field != null) {
            assertThat(problem.path("field").stringValue()).isEqualTo(field);
        }
    }

    private static Path createDirectory() {
        try {
            return Files.createTempDirectory(Path.of("target"), "service");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
