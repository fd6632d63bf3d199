package io.trovex.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.contracts.Topics;
import io.trovex.standalone.Pipeline;
import io.trovex.standalone.PipelineSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The review of dead letters as an operator types it. */
class DlqIntegrationTests {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine trovex =
            TrovexCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @Test
    void reviewsDeadLettersFromTheReportToTheDecision() throws Exception {
        try (Pipeline pipeline = Pipeline.start(PipelineSettings.in(folder.resolve("data")))) {
            String url = pipeline.url().toString();
            poison(pipeline, "poison-1", "poison-2", "poison-3");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(run(0, "dlq", "list", "--url", url)).contains("3 of 3"));

            JsonNode letter = Json.MAPPER.readTree(run(0, "dlq", "list", "--url", url, "--doc", "poison-2", "--json"));
            String id = letter.path("id").asString();
            assertThat(letter.path("state").asString()).isEqualTo("open");
            assertThat(run(0, "dlq", "groups", "--url", url))
                    .contains("embedding")
                    .contains("malformed_record");
            assertThat(run(0, "dlq", "show", "--url", url, id)).contains("\"text\" : \"{\\\"broken\"");

            // a dry run says that nothing would pass, and that is exit code 1
            assertThat(run(1, "dlq", "redrive", "--url", url, "--stage", "embedding", "--dry-run"))
                    .contains("3 would fail");
            // several letters are not touched without a word from somebody
            assertThat(run(2, "dlq", "redrive", "--url", url, "--stage", "embedding"))
                    .isEmpty();
            assertThat(err.toString()).contains("3 letters match: say --yes");

            assertThat(run(0, "dlq", "discard", "--url", url, id, "--reason", "a test"))
                    .contains("1 discarded");
            assertThat(run(0, "dlq", "redrive", "--url", url, "--stage", "embedding", "--yes"))
                    .contains("2 redriven");
            assertThat(run(0, "dlq", "list", "--url", url, "--state", "discarded"))
                    .contains(id);
            // what was redriven fails again, as letters that tell so
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(run(0, "dlq", "list", "--url", url, "--json"))
                            .contains("\"redrive_count\":1"));

            String broken = uploadedAndGivenUp(pipeline, url, "broken-1");
            String other = uploadedAndGivenUp(pipeline, url, "broken-2");
            assertThat(run(0, "dlq", "list", "--url", url)).contains("and 2 uploads: trovex dlq uploads");
            assertThat(run(2, "dlq", "redrive", "--url", url, broken, "--dry-run"))
                    .isEmpty();
            assertThat(run(2, "dlq", "redrive", "--url", url, broken, id)).isEmpty();
            assertThat(run(0, "dlq", "discard", "--url", url, broken, "--reason", "a test"))
                    .contains(broken + "  discarded");
            assertThat(run(1, "dlq", "redrive", "--url", url, broken)).contains("1 gone");
            assertThat(run(0, "dlq", "redrive", "--url", url, "--uploads", "--yes"))
                    .contains(other + "  redriven")
                    .contains("1 redriven");
            // it fails again, under another id
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(run(0, "dlq", "uploads", "--url", url))
                            .contains("broken-2")
                            .doesNotContain(other));

            Path review = folder.resolve("review.md");
            assertThat(run(0, "dlq", "report", "--url", url, "--out", review.toString()))
                    .isEmpty();
            assertThat(Files.readString(review)).contains("# Dead letters").contains("trovex dlq redrive");
        }
    }

    @Test
    void wrongUsageIsExitCode2() {
        assertThat(trovex.execute("dlq")).isEqualTo(2);
        assertThat(trovex.execute("dlq", "redrive")).isEqualTo(2);
        assertThat(trovex.execute("dlq", "redrive", "a-dlt:0:0", "--stage", "index"))
                .isEqualTo(2);
        assertThat(trovex.execute("dlq", "discard", "a-dlt:0:0")).isEqualTo(2);
        assertThat(trovex.execute("dlq", "list", "--url", "http://127.0.0.1:9")).isEqualTo(3);
    }

    /** Returns the id that the queue gave it. */
    private String uploadedAndGivenUp(Pipeline pipeline, String url, String docId) throws Exception {
        String body = "--limit\r\nContent-Disposition: form-data; name=\"doc_id\"\r\n\r\n" + docId
                + "\r\n--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n"
                + "%PDF-1.7 and nothing more\r\n--limit--\r\n";
        HttpRequest request = HttpRequest.newBuilder(pipeline.url().resolve("/v1/documents/files"))
                .header("Content-Type", "multipart/form-data; boundary=limit")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(run(0, "dlq", "uploads", "--url", url)).contains(docId));
        return run(0, "dlq", "uploads", "--url", url)
                .lines()
                .filter(line -> line.contains(docId))
                .findFirst()
                .orElseThrow()
                .split(" ", 2)[0];
    }

    private static void poison(Pipeline pipeline, String... keys) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", pipeline.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String key : keys) {
                producer.send(new ProducerRecord<>(
                                Topics.DOCUMENTS_VALIDATED, key.getBytes(UTF_8), "{\"broken".getBytes(UTF_8)))
                        .get();
            }
        }
    }

    private String run(int exitCode, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        assertThat(trovex.execute(arguments)).as(out + "" + err).isEqualTo(exitCode);
        return out.toString();
    }
}
