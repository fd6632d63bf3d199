package io.trovex.stage.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that a real Tomcat, or Spring before any controller, refuses. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        classes = RefusalsIntegrationTests.Application.class,
        properties = {
            "spring.autoconfigure.exclude=io.trovex.stage.StageAutoConfiguration,"
                    + "io.trovex.stage.generation.kafka.GenerationAutoConfiguration,io.trovex.stage.replay.kafka.ReplayAutoConfiguration,"
                    + "io.trovex.stage.replay.web.ReplayWebAutoConfiguration,"
                    + "io.trovex.stage.web.ProblemAutoConfiguration,"
                    + "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "trovex.http.max-body-size=1KB"
        })
class RefusalsIntegrationTests {
    private static final String CLOSE = " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n";

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /v1/echo?q=%zz        | 400 | malformed_parameters
            GET /v1/echo?q=%          | 400 | malformed_parameters
            GET /v1/echo?q=<>         | 400 | malformed_request
            GET /v1/ec%00ho           | 400 | malformed_request
            GET /v1/%2e%2e/echo       | 404 | not_found
            GET /v1/nowhere           | 404 | not_found
            DELETE /v1/echo           | 405 | method_not_allowed
            TRACE /v1/echo            | 405 | method_not_allowed
            CONNECT /v1/echo          | 400 | malformed_request
            FOO /v1/echo              | 405 | method_not_allowed
            """)
    void aRequestLineThatCannotBeServedIsAProblem(String line, int status, String code) throws IOException {
        assertProblem(exchange(line + CLOSE + "\r\n"), status, code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            multipart/form-data              | 415 | unsupported_media_type
            multipart/form-data; boundary=   | 415 | unsupported_media_type
            multipart/form-data; boundary=x  | 415 | unsupported_media_type
            no type                          | 415 | unsupported_media_type
            """)
    void aBodyThatCannotBeReadIsAProblem(String type, int status, String code) throws IOException {
        assertProblem(
                exchange("POST /v1/echo" + CLOSE + "Content-Type: " + type + "\r\nContent-Length: 2\r\n\r\nab"),
                status,
                code);
    }

    @Test
    void headersThatAreNoHttpAreAProblem() throws IOException {
        assertProblem(exchange("GET /v1/echo HTTP/1.1\r\n\r\n"), 400, "malformed_request");
        assertProblem(exchange("GET /v1/echo" + CLOSE + "Content-Length: -5\r\n\r\n"), 400, "malformed_request");
        assertProblem(
                exchange("GET /v1/echo" + CLOSE + "X: " + "x".repeat(100_000) + "\r\n\r\n"), 400, "malformed_request");
        assertProblem(exchange("GET /v1/echo HTTP/9.9\r\nHost: h\r\n\r\n"), 400, "malformed_request");
        assertProblem(exchange("GET /v1/echo" + CLOSE + "Transfer-Encoding: x\r\n\r\n"), 400, "malformed_request");
        assertProblem(exchange("HELLO\r\n\r\n"), 400, "malformed_request");
    }

    @Test
    void aBodyOverTheLimitIsTooLargeWhetherItSaysSoOrNot() throws IOException {
        String json = "{\"text\": \"" + "x".repeat(2_000) + "\"}";
        String head = "POST /v1/echo" + CLOSE + "Content-Type: application/json\r\n";

        assertProblem(exchange(head + "Content-Length: " + json.length() + "\r\n\r\n" + json), 413, "body_too_large");
        assertProblem(
                exchange(head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(json.length()) + "\r\n"
                        + json + "\r\n0\r\n\r\n"),
                413,
                "body_too_large");
    }

    @ParameterizedTest
    @CsvSource({"GET /v1/json, image/png, 406", "GET /v1/nowhere, text/html, 404", "GET /v1/json, x, 406"})
    void aRefusalExplainsItselfWhateverTheClientAccepts(String line, String accept, int status) throws IOException {
        assertProblem(exchange(line + CLOSE + "Accept: " + accept + "\r\n\r\n"), status, null);
    }

    @Test
    void aChunkThatIsNoneIsAProblem() throws IOException {
        String head = "POST /v1/echo" + CLOSE + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertProblem(exchange(head + "zz\r\n{}\r\n0\r\n\r\n"), 400, null);
    }

    @Test
    void aBodyThatBreaksOffIsNoFaultOfAField() throws IOException {
        String head = "POST /v1/echo" + CLOSE + "Content-Type: application/json\r\nContent-Length: 20\r\n\r\n";

        assertProblem(exchange(head + "{\"text\": "), 400, "broken_request");
    }

    @Test
    void bytesThatAreNoTextAreNoFaultOfAField() throws IOException {
        String head = "POST /v1/echo" + CLOSE + "Content-Type: application/json\r\nContent-Length: 8\r\n\r\n";
        String noUtf32 = "\0\0\0\"\0\u0011\0\0";

        assertProblem(exchange(head + noUtf32), 400, "unreadable_body");
    }

    @Test
    void whatIsInOrderIsAnswered() throws IOException {
        assertThat(exchange("GET /v1/echo?q=a%25b" + CLOSE + "\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("a%b");
    }

    @Test
    void theLongestQueryFitsItsRequestLine() throws IOException {
        assertThat(exchange("GET /v1/echo?q=" + "%E9%9B%A8".repeat(4_096) + CLOSE + "\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("雨".repeat(4_096));
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void assertProblem(String response, int status, @Nullable String code) {
        assertThat(response).startsWith("HTTP/1.1 " + status).containsIgnoringCase("application/problem+json");
        JsonNode problem = JsonMapper.builder()
                .build()
                .readTree(response.substring(response.indexOf("{"), response.lastIndexOf("}") + 1));
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("trace_id").asString()).matches("[0-9a-f]{32}");
        if (code != null) {
            assertThat(problem.path("code").asString()).isEqualTo(code);
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableConfigurationProperties(HttpProperties.class)
    @Import({ProblemAdvice.class, ProblemErrorController.class, BodyLimit.class, TomcatRefusals.class, Problems.class})
    @RestController
    static class Application {
        record Text(@JsonProperty("text") String text) {}

        @GetMapping("/v1/echo")
        String echo(@RequestParam("q") String q) {
            return q;
        }

        @GetMapping("/v1/json")
        Text json() {
            return new Text("a");
        }

        @PostMapping("/v1/echo")
        String echo(@RequestBody Text text) {
            return text.text();
        }
    }
}
