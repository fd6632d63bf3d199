package io.trovex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class StatusCommandTests {
    private static final String UP = "{\"status\":\"UP\"}";
    private static final String INDEX = """
            {"documents":42,"passages":99,"generation":"g1","model":"minilm"}""";
    private static final String PIPELINE = """
            {"state":"accepting","in_flight":128,"high":10000,"low":2000,"drain_rate":61.4,"seconds_to_drain":2.1,
             "overdue":0,"groups":[{"group":"validation","verdict":"OK","lag":12,"time_lag_seconds":0.21}],
             "dead_letters":[{"topic":"documents.submitted-dlt","depth":3},{"topic":"documents.validated-dlt","depth":0}],
             "stages":[{"stage":"embedding","waits":[{"dependency":"object_store","since":"2026-11-22T10:02:11.004Z",
             "attempts":7,"reason":"the object store does not answer: Connection refused"}]},{"stage":"index"},
             {"stage":"validation","waits":[]}]}""";

    private final StringWriter out = new StringWriter();
    private final CommandLine trovex = TrovexCommand.commandLine().setOut(new PrintWriter(out, true));
    private HttpServer ingest;
    private HttpServer search;

    @BeforeEach
    void serve() throws IOException {
        ingest = server(Map.of("/actuator/health/readiness", UP, "/v1/pipeline", PIPELINE));
        search = server(Map.of("/actuator/health/readiness", UP, "/v1/index", INDEX));
    }

    @AfterEach
    void stop() {
        ingest.stop(0);
        search.stop(0);
    }

    @Test
    void saysWhatStagesWaitForAndWhichDoNotAnswer() {
        assertThat(run("--url", url(ingest), "--search-url", url(search))).isZero();

        assertThat(out.toString())
                .contains(url(ingest) + "  UP")
                .contains("42 documents, 99 passages, generation g1, model minilm")
                .contains("accepting, 128 documents in flight")
                .containsPattern("embedding WAITS for object_store, for \\d+ s and 7 attempts: "
                        + "the object store does not answer: Connection refused")
                .contains("index does not answer")
                .doesNotContain("validation WAITS", "validation does not answer")
                .containsPattern("validation +OK +lag +12 +0.2 s")
                .contains("documents.submitted-dlt holds 3 dead letters")
                .doesNotContain("documents.validated-dlt");
    }

    @Test
    void oneOfFiveServicesSaysWhatItKnowsAndWhereToAskForTheRest() {
        assertThat(run("--url", url(ingest))).isZero();
        assertThat(out.toString()).contains("accepting").contains("no index answers there: say --search-url");

        assertThat(run("--url", url(search))).isZero();
        assertThat(out.toString()).contains("42 documents").contains("no pipeline answers there");
    }

    @Test
    void asJsonWhatIsNotThereIsNull() {
        assertThat(run("--json", "--url", url(ingest))).isZero();

        JsonNode status = Json.MAPPER.readTree(out.toString());
        assertThat(status.path("status").asString()).isEqualTo("UP");
        assertThat(status.path("index").isNull()).isTrue();
        assertThat(status.path("pipeline")).isEqualTo(Json.MAPPER.readTree(PIPELINE));
    }

    @Test
    void inAnOutageItPrintsWhatItGetsAtOnce() throws IOException {
        ingest.stop(0);
        ingest = server(
                503,
                Map.of(
                        "/actuator/health/readiness", """
                                {"status":"OUT_OF_SERVICE","components":{"readinessState":{"status":"UP"},
                                 "broker":{"status":"OUT_OF_SERVICE","details":{"error":"TimeoutException"}}}}""",
                        "/v1/pipeline", "{\"code\":\"log_unavailable\",\"detail\":\"the log does not answer\"}"));
        Instant start = Instant.now();

        assertThat(run("--url", url(ingest), "--search-url", url(search))).isEqualTo(ExitCode.SOME_FAILED);

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(out.toString())
                .contains(url(ingest) + "  OUT_OF_SERVICE")
                .contains("broker is OUT_OF_SERVICE: {\"error\":\"TimeoutException\"}")
                .doesNotContain("readinessState")
                .contains("42 documents, 99 passages")
                .contains("the pipeline is not known: the log does not answer");
    }

    @Test
    void whereNobodyAnswersItSaysWhatElseIsKnown() {
        ingest.stop(0);

        assertThat(run("--url", url(ingest), "--search-url", url(search))).isEqualTo(ExitCode.UNREACHABLE);

        assertThat(out.toString())
                .contains(url(ingest) + "  UNREACHABLE")
                .contains("42 documents, 99 passages")
                .contains("the pipeline is not known: nobody answers in time");
    }

    private int run(String... options) {
        out.getBuffer().setLength(0);
        return trovex.execute(
                Stream.concat(Stream.of("status"), Stream.of(options)).toArray(String[]::new));
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static HttpServer server(Map<String, String> answers) throws IOException {
        return server(200, answers);
    }

    private static HttpServer server(int status, Map<String, String> answers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String answer = answers.get(exchange.getRequestURI().getPath());
            byte[] body = (answer == null ? "{\"code\":\"not_found\",\"detail\":\"nothing here\"}" : answer)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
