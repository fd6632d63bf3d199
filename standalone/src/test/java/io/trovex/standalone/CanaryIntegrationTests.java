package io.trovex.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.client.Document;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import io.trovex.contracts.Generation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Another model is tried on some users, and what their searches come to decides. */
class CanaryIntegrationTests {
    private static final String MODEL = "bge-small-en-v1.5-int8-fused";
    private static final String A = "g1-" + PipelineSettings.DEFAULT_MODEL;
    private static final String B = "g2-" + MODEL;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int USERS = 200;

    @TempDir
    Path data;

    private int searches;

    @Test
    void aCandidateWhoseModelIsLostIsTakenBackByItselfAndMendedPromotedByItself() {
        try (Pipeline pipeline = start()) {
            TrovexClient client = new TrovexClient(pipeline.url());
            client.submit(
                    IntStream.range(0, 30)
                            .mapToObj(CanaryIntegrationTests::note)
                            .toList(),
                    true);
            client.post("/v1/generations", Map.of("model", MODEL));
            await().atMost(PATIENCE).until(() -> state(client).equals("ready"));
            begin(client);

            pipeline.part(InProcessQueryEmbedders.class).release(new Generation(B, MODEL, 384));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
                search(client);
                return state(client).equals("ready");
            });

            JsonNode canary = generation(client).path("canary");
            assertThat(canary.path("state").asString()).isEqualTo("rolled_back");
            assertThat(canary.path("cause").asString()).isIn("failures", "consecutive_failures");
            assertThat(canary.path("candidate").path("failed").asInt()).isPositive();
            for (int i = 0; i < USERS; i++) {
                assertThat(search(client).path("generation").asString()).isEqualTo(A);
            }
        }

        try (Pipeline mended = start()) {
            TrovexClient client = new TrovexClient(mended.url());
            begin(client);
            Map<String, Double> firstShare = new HashMap<>();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
                JsonNode answer = search(client);
                if (answer.path("variant").asString().equals("candidate")) {
                    assertThat(answer.path("generation").asString()).isEqualTo(B);
                    firstShare.putIfAbsent(
                            user(searches - 1), answer.path("share").asDouble());
                } else if (answer.path("generation").asString().equals(A)) {
                    assertThat(firstShare).as("who has the candidate keeps it").doesNotContainKey(user(searches - 1));
                }
                return state(client).equals("serving");
            });

            assertThat(firstShare).containsValues(20.0, 50.0, 100.0);
            JsonNode promoted = generation(client);
            assertThat(promoted.path("canary").path("history"))
                    .extracting(step -> step.path("decision").asString())
                    .containsExactly("started", "advanced", "advanced", "completed");
            assertThat(promoted.path("history"))
                    .extracting(decided -> decided.path("action").asString())
                    .containsExactly("create", "ready", "canary", "canary", "promote");
            await().atMost(PATIENCE)
                    .until(() -> search(client).path("variant").asString().equals("serving"));
            assertThat(search(client).path("generation").asString()).isEqualTo(B);
            await().atMost(PATIENCE)
                    .until(() -> client.get("/v1/generations/" + A)
                            .path("state")
                            .asString()
                            .equals("retired"));
            await().atMost(PATIENCE)
                    .until(() -> !Files.exists(data.resolve("index").resolve(A)));
        }
    }

    private Pipeline start() {
        return Pipeline.start(new PipelineSettings(
                0,
                data,
                PipelineSettings.DEFAULT_MODEL,
                Map.of(
                        "trovex.canary.steps", "20,50,100",
                        "trovex.canary.minimum-searches", "30",
                        "trovex.canary.soak", "3s",
                        "trovex.canary.slow-margin", "5s",
                        "trovex.rollback.window", "5s")));
    }

    /** Returns once a search was the candidate's. */
    private void begin(TrovexClient client) {
        JsonNode begun = client.post("/v1/generations/" + B + ":canary", Map.of("by", "anna"));
        assertThat(begun.path("state").asString()).isEqualTo("canary");
        assertThat(begun.path("gate")).isNotEmpty();
        await().atMost(PATIENCE)
                .until(() -> search(client).path("variant").asString().equals("candidate"));
    }

    private JsonNode search(TrovexClient client) {
        // vectors of known queries are kept: each one is new; its words find something where the machine is too busy
        // for a vector
        String query = "what moves the tides on day " + searches;
        JsonNode answer = client.search(SearchQuestion.of(query, "hybrid", 5).by(user(searches++)));
        assertThat(answer.path("hits").isEmpty()).isFalse();
        return answer;
    }

    private static String user(int search) {
        return "user-" + search % USERS;
    }

    private static Document note(int number) {
        return Document.of("note-" + number, null, "Note number " + number + " about tides and the moon.", "test");
    }

    private static JsonNode generation(TrovexClient client) {
        return client.get("/v1/generations/" + B);
    }

    private static String state(TrovexClient client) {
        return generation(client).path("state").asString();
    }
}
