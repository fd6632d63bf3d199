package io.trovex.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.client.Document;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The five services as one process. */
class PipelineIntegrationTests extends EndToEndContract {
    @TempDir
    static Path data;

    static Pipeline pipeline;
    static TrovexClient client;

    @BeforeAll
    static void start() {
        pipeline = Pipeline.start(PipelineSettings.in(data));
        client = new TrovexClient(pipeline.url());
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Override
    TrovexClient ingest() {
        return client;
    }

    @Override
    TrovexClient index() {
        return client;
    }

    @Test
    void refusesASecondInstanceOnTheSameData() {
        assertThatThrownBy(() -> Pipeline.start(PipelineSettings.in(data)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(
                        "another Trovex (process " + ProcessHandle.current().pid() + ")")
                .hasMessageContaining(data.getFileName().toString());
    }

    @Test
    void refusesABusyPortBeforeAnythingStarts(@TempDir Path other) throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> Pipeline.start(PipelineSettings.in(other).withPort(busy.getLocalPort())))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("port " + busy.getLocalPort() + " is taken by another program");
        }
        try (var files = Files.list(other)) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsOnly("lock");
        }
    }

    @Test
    void refusesAModelThatItDoesNotBring(@TempDir Path other) {
        assertThatThrownBy(() -> Pipeline.start(PipelineSettings.in(other).withModel("gpt")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("all-minilm-l6-v2-int8");
    }

    @Test
    void logsJsonIntoItsDataDirectory() throws Exception {
        client.submit(Document.of("logged", null, "A line in the log.", "test"), true);

        List<String> lines = Files.readAllLines(data.resolve("logs").resolve("trovex.log"));
        JsonMapper json = JsonMapper.builder().build();
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(json.readTree(line).isObject()).isTrue());
        assertThat(lines).anySatisfy(line -> {
            JsonNode entry = json.readTree(line);
            assertThat(entry.path("stage").asString()).isEqualTo("embedding");
            assertThat(entry.path("traceId").asString()).hasSize(32);
        });
    }

    @Test
    void findsEverythingAgainAfterARestart(@TempDir Path other) {
        try (Pipeline first = Pipeline.start(PipelineSettings.in(other))) {
            TrovexClient writer = new TrovexClient(first.url());
            writer.submit(
                    IntStream.range(0, 50)
                            .mapToObj(i -> Document.of("note-" + i, null, "Note number " + i + " about tides.", "test"))
                            .toList(),
                    true);
        }

        try (Pipeline second = Pipeline.start(PipelineSettings.in(other))) {
            TrovexClient reader = new TrovexClient(second.url());
            JsonNode found = reader.search(SearchQuestion.of("note about tides", "keyword", 50));
            assertThat(found.path("hits").size()).isEqualTo(50);
            assertThat(reader.document("note-7").path("status").asString()).isEqualTo("indexed");
        }
    }
}
