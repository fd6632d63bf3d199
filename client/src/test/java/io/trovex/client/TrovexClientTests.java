package io.trovex.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrovexClientTests {
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private TrovexClient client;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Answer answer = answers.remove();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        client = new TrovexClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void bulkResultsKeepTheOrderOfTheDocuments() {
        answers.add(new Answer(200, """
                {"line":1,"doc_id":"a","status":202,"version":1}
                {"line":2,"status":422,"code":"blank","detail":"content is blank","field":"content"}
                """));

        List<ItemResult> results =
                client.submit(List.of(Document.of("a", null, "text", null), Document.of("b", null, " ", null)), false);

        assertThat(results).extracting(ItemResult::accepted).containsExactly(true, false);
        assertThat(results.get(1).code()).isEqualTo("blank");
        assertThat(asked.getFirst()).contains("{\"doc_id\":\"a\",\"content\":\"text\"}\n{\"doc_id\":\"b\"");
    }

    @Test
    void aLineThatTheLogDidNotTakeIsSentAgainAlone() {
        answers.add(new Answer(200, """
                {"line":1,"doc_id":"a","status":202,"version":1}
                {"line":2,"doc_id":"b","status":503,"code":"log_unavailable"}
                """));
        answers.add(new Answer(200, "{\"line\":1,\"doc_id\":\"b\",\"status\":202,\"version\":2}"));

        List<ItemResult> results = client.submitLines(List.of("{\"n\":1}", "{\"n\":2}"), false);

        assertThat(results).extracting(ItemResult::line).containsExactly(1, 2);
        assertThat(results).allMatch(ItemResult::accepted);
        assertThat(asked.getLast()).endsWith(" {\"n\":2}");
    }

    @Test
    void aLineThatTheServerNeverReadIsSentAgain() {
        answers.add(new Answer(200, "{\"line\":1,\"doc_id\":\"a\",\"status\":202,\"version\":1}"));
        answers.add(new Answer(200, "{\"line\":1,\"doc_id\":\"b\",\"status\":202,\"version\":2}"));

        List<ItemResult> results = client.submitLines(List.of("{\"n\":1}", "{\"n\":2}"), false);

        assertThat(results).extracting(ItemResult::docId).containsExactly("a", "b");
    }

    @Test
    void aLineThatIsSentAgainTakesTheLaterOnesOfItsDocumentAlong() {
        answers.add(new Answer(200, """
                {"line":1,"doc_id":"a","status":202,"version":1}
                {"line":2,"doc_id":"b","status":503,"code":"log_unavailable"}
                {"line":3,"doc_id":"a","status":202,"version":2}
                {"line":4,"doc_id":"b","status":202,"version":3}
                {"line":5,"status":202,"doc_id":"generated","version":4}
                """));
        answers.add(new Answer(200, """
                {"line":1,"doc_id":"b","status":202,"version":5}
                {"line":2,"doc_id":"b","status":202,"version":6}
                """));

        List<ItemResult> results = client.submitLines(
                List.of(
                        "{\"doc_id\":\"a\",\"n\":1}",
                        "{\"doc_id\":\"b\",\"n\":2}",
                        "{\"doc_id\":\"a\",\"n\":3}",
                        "{\"doc_id\":\"b\",\"n\":4}",
                        "{\"n\":5}"),
                false);

        assertThat(asked.getLast()).endsWith(" {\"doc_id\":\"b\",\"n\":2}\n{\"doc_id\":\"b\",\"n\":4}");
        assertThat(results).extracting(ItemResult::version).containsExactly(1L, 5L, 2L, 6L, 4L);
        assertThat(results).extracting(ItemResult::line).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aSaturatedLineIsSentAgainAfterTheTimeThatItAsksFor() {
        answers.add(new Answer(200, "{\"line\":1,\"status\":429,\"code\":\"pipeline_saturated\",\"retry_after\":2}"));
        answers.add(new Answer(200, "{\"line\":1,\"doc_id\":\"a\",\"status\":202,\"version\":1}"));
        long start = System.nanoTime();

        List<ItemResult> results = client.submitLines(List.of("{\"n\":1}"), false);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
        assertThat(results).allMatch(ItemResult::accepted);
    }

    @Test
    void awaitingLooksUntilTheVersionHasSettled() {
        answers.add(new Answer(404, "{\"code\":\"unknown_document\",\"detail\":\"not yet\"}"));
        answers.add(new Answer(200, "{\"version\":6,\"status\":\"indexed\"}"));
        answers.add(new Answer(200, "{\"version\":7,\"status\":\"embedded\"}"));
        answers.add(new Answer(200, "{\"version\":7,\"status\":\"indexed\"}"));

        client.awaitSettled(List.of(new ItemResult(1, "a", 7L, 202, null, null, null, null)));

        assertThat(asked).hasSize(4);
    }

    @Test
    void aSaturatedServerIsAskedAgain() {
        answers.add(new Answer(429, "{\"code\":\"pipeline_saturated\",\"detail\":\"later\"}"));
        answers.add(new Answer(200, "{\"hits\":[]}"));

        assertThat(client.search(SearchQuestion.of("q", null, 10)).path("hits")).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void aRefusalCarriesItsCode() {
        answers.add(new Answer(422, "{\"code\":\"blank_query\",\"detail\":\"q is blank\"}"));

        assertThatThrownBy(() -> client.search(SearchQuestion.of(" ", null, 10)))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo("blank_query"));
    }

    @Test
    void anAddressWithNobodyBehindItIsNamed() {
        server.stop(0);

        assertThatThrownBy(() -> client.get("/v1/index"))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void aDocumentIdIsEncodedIntoThePath() {
        answers.add(new Answer(200, "{}"));

        client.document("a b/c+d");

        assertThat(asked.getFirst()).startsWith("/v1/documents/a%20b%2Fc%2Bd ");
    }

    private record Answer(int status, String body) {}
}
