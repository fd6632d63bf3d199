package io.trovex.opensearch.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSearchNodeIntegrationTests {
    private static final String INDEX = """
            {"settings": {"index": {"knn": true, "number_of_replicas": 0}},
             "mappings": {"properties": {"vector": {"type": "knn_vector", "dimension": 2,
              "method": {"name": "hnsw", "engine": "lucene", "space_type": "innerproduct"}}}}}""";

    private final HttpClient http = HttpClient.newHttpClient();
    private OpenSearchNode node;

    @BeforeEach
    void start(@TempDir Path directory) {
        node = OpenSearchNode.start(directory);
    }

    @AfterEach
    void end() {
        node.close();
        http.close();
    }

    @Test
    void findsTheNearestVectorAndKeepsItThroughAKill() throws Exception {
        assertThat(ask("PUT", "/documents", INDEX)).contains("\"acknowledged\":true");
        assertThat(ask("PUT", "/documents/_doc/near", "{\"vector\": [1, 0]}")).contains("\"created\"");
        assertThat(ask("PUT", "/documents/_doc/far?refresh=true", "{\"vector\": [0, 1]}"))
                .contains("\"created\"");
        assertThat(nearest()).contains("\"_id\":\"near\"");

        node.kill();
        node.start();

        assertThat(nearest()).contains("\"_id\":\"near\"");
    }

    private String nearest() throws Exception {
        return ask(
                "POST",
                "/documents/_search",
                "{\"size\": 1, \"query\": {\"knn\": {\"vector\": {\"vector\": [0.9, 0.1], \"k\": 1}}}}");
    }

    private String ask(String method, String path, String body) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(node.url().resolve(path))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return response.body();
    }
}
