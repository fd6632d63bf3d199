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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The five services as five processes against one broker and one Redis. */
class SeparateServicesIntegrationTests extends EndToEndContract {
    private static final String MODEL = "bge-small-en-v1.5-int8-fused";
    private static final int USERS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> SHORT_CANARY = List.of(
            "--trovex.canary.steps=50,100",
            "--trovex.canary.minimum-searches=20",
            "--trovex.canary.soak=1s",
            "--trovex.canary.slow-margin=5s");

    @TempDir
    static Path data;

    static SeparateServices services;

    private int searches;

    @BeforeAll
    static void start() throws Exception {
        services = SeparateServices.start(data, SHORT_CANARY);
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
    }

    @Test
    void aGenerationsLifeGoesOnWhereItWasWhenAServiceIsKilled() throws Exception {
        ingest().submit(Document.of("tides", null, "The moon moves the sea.", "test"), true);
        String before = search().path("generation").asString();
        String id = index().post("/v1/generations", Map.of("model", MODEL, "by", "anna"))
                .path("id")
                .asString();

        services.embedding().close();
        kill(services.index());
        assertThat(state(id)).isEqualTo("building");
        kill(services.embedding(), services.validation(), services.ingest());
        ingest().submit(Document.of("whales", null, "Whales sing in the deep sea.", "test"), true);
        awaitState(id, "ready");
        index().post("/v1/generations/" + id + ":canary", Map.of("by", "anna"));
        await().atMost(PATIENCE)
                .until(() -> search().path("generation").asString().equals(id));

        kill(services.embedding(), services.feedback(), services.index());
        assertThat(state(id)).isEqualTo("canary");
        // once it is loaded: a machine so slow that the candidate fails for seconds would rightly roll it back
        services.embedding().client().post("/v1/embeddings", Map.of("model", MODEL, "input", "tides"));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            search();
            return state(id).equals("serving");
        });

        kill(services.embedding());
        assertThat(search().path("generation").asString()).isEqualTo(id);
        assertThat(search().path("model").asString()).isEqualTo(MODEL);
        assertThat(index().search(SearchQuestion.of("singing whales", "semantic", 1))
                        .path("hits")
                        .get(0)
                        .path("doc_id")
                        .asString())
                .isEqualTo("whales");
        JsonNode generation = index().get("/v1/generations/" + id);
        assertThat(generation.path("gate"))
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.path("passed").asBoolean())
                        .as(check.toString())
                        .isTrue());
        assertThat(generation.path("history"))
                .extracting(decided -> decided.path("action").asString())
                .containsExactly("create", "ready", "canary", "promote");

        index().post("/v1/generations/" + id + ":rollback", Map.of("by", "anna"));
        kill(services.index());
        assertThat(search().path("generation").asString()).isEqualTo(before);
        index().post("/v1/generations/" + id + ":retire", Map.of("by", "anna"));
        awaitState(id, "retired");
        await().atMost(PATIENCE).until(() -> !Files.exists(data.resolve("index").resolve(id)));
    }

    private static void kill(ServiceProcess... together) throws IOException {
        for (ServiceProcess service : together) {
            service.killAndStart();
        }
        for (ServiceProcess service : together) {
            service.awaitReadiness();
        }
    }

    /** By the model: on a busy machine it may be asked again. */
    private JsonNode search() {
        return await().atMost(PATIENCE)
                .until(
                        () -> index().search(SearchQuestion.of("what moves the sea", "semantic", 5)
                                .by("user-" + searches++ % USERS)),
                        answer -> !answer.path("degraded").asBoolean());
    }

    private String state(String id) {
        return index().get("/v1/generations/" + id).path("state").asString();
    }

    private void awaitState(String id, String state) {
        await().atMost(PATIENCE).until(() -> state(id).equals(state));
    }

    @Override
    TrovexClient ingest() {
        return services.ingest().client();
    }

    @Override
    TrovexClient index() {
        return services.index().client();
    }
}
