package io.trovex.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.client.Document;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Everything is killed in each state of a generation's life, and the life goes on where it was. */
class GenerationKillIntegrationTests {
    private static final String A = "g1-" + PipelineSettings.DEFAULT_MODEL;
    private static final String MODEL = "bge-small-en-v1.5-int8-fused";
    private static final String B = "g2-" + MODEL;
    private static final int DOCUMENTS = 150;
    private static final int USERS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Map<String, String> SHORT_CANARY = Map.of(
            "TROVEX_CANARY_STEPS", "50,100",
            "TROVEX_CANARY_MINIMUMSEARCHES", "20",
            "TROVEX_CANARY_SOAK", "1s",
            "TROVEX_CANARY_SLOWMARGIN", "5s");

    @TempDir
    Path data;

    private int searches;

    @Test
    void aLifeThatIsCutOffInEveryStateEndsInTheSamePlace() throws Exception {
        killed(client -> {
            client.submit(
                    IntStream.range(0, DOCUMENTS)
                            .mapToObj(GenerationKillIntegrationTests::note)
                            .toList(),
                    true);
            client.post("/v1/generations", Map.of("model", MODEL, "by", "anna"));
            assertThat(state(client, B)).isEqualTo("building");
        });
        killed(client -> await().atMost(PATIENCE).until(() -> state(client, B).equals("ready")));
        killed(client -> {
            assertThat(state(client, B)).isEqualTo("ready");
            // what was killed before it was committed is read again
            await().atMost(PATIENCE).until(() -> documents(client, B) == DOCUMENTS);
            client.post("/v1/generations/" + B + ":canary", Map.of("by", "anna"));
            await().atMost(PATIENCE)
                    .until(() -> search(client).path("variant").asString().equals("candidate"));
        });
        killed(client -> {
            assertThat(state(client, B)).isEqualTo("canary");
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
                search(client);
                return state(client, B).equals("serving");
            });
        });
        killed(client -> {
            assertThat(search(client).path("generation").asString()).isEqualTo(B);
            client.submit(note(DOCUMENTS), true);
            client.post("/v1/generations/" + A + ":retire", Map.of("by", "anna"));
        });
        try (PipelineProcess process = PipelineProcess.start(data, SHORT_CANARY)) {
            TrovexClient client = new TrovexClient(process.url());
            assertThat(state(client, A)).isEqualTo("retired");
            await().atMost(PATIENCE)
                    .until(() -> !Files.exists(data.resolve("index").resolve(A)));
            assertThat(search(client).path("generation").asString()).isEqualTo(B);
            await().atMost(PATIENCE).until(() -> documents(client, B) == DOCUMENTS + 1);
            assertThat(client.get("/v1/generations/" + B).path("history"))
                    .extracting(decided -> decided.path("action").asString())
                    .containsExactly("create", "ready", "canary", "promote");
        }
    }

    private interface Work {
        void doWith(TrovexClient client);
    }

    /** Starts it, does the work, and kills it. */
    private void killed(Work work) throws IOException, InterruptedException {
        try (PipelineProcess process = PipelineProcess.start(data, SHORT_CANARY)) {
            work.doWith(new TrovexClient(process.url()));
            process.kill();
        }
    }

    /** By the model: on a busy machine it may be asked again. */
    private JsonNode search(TrovexClient client) {
        JsonNode answer = await().atMost(PATIENCE)
                .until(() -> ask(client), by -> !by.path("degraded").asBoolean());
        assertThat(answer.path("hits").isEmpty()).isFalse();
        return answer;
    }

    private JsonNode ask(TrovexClient client) {
        return client.search(
                SearchQuestion.of("what moves the sea", "semantic", 5).by("user-" + searches++ % USERS));
    }

    private static String state(TrovexClient client, String id) {
        return client.get("/v1/generations/" + id).path("state").asString();
    }

    private static long documents(TrovexClient client, String id) {
        return client.get("/v1/generations/" + id)
                .path("progress")
                .path("documents")
                .asLong();
    }

    private static Document note(int number) {
        return Document.of("note-" + number, null, "Note number " + number + " about tides and the moon.", "test");
    }
}
