package io.trovex.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.client.Document;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import io.trovex.embedding.EmbeddingApplication;
import io.trovex.feedback.FeedbackApplication;
import io.trovex.index.IndexApplication;
import io.trovex.ingest.IngestApplication;
import io.trovex.standalone.broker.EmbeddedBroker;
import io.trovex.standalone.redis.EmbeddedRedis;
import io.trovex.validation.ValidationApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The five services as five processes against one broker and one Redis. */
class SeparateServicesIntegrationTests extends EndToEndContract {
    @TempDir
    static Path data;

    static EmbeddedBroker broker;
    static EmbeddedRedis redis;
    static final List<ServiceProcess> SERVICES = new ArrayList<>();
    static ServiceProcess ingest;
    static ServiceProcess index;

    @BeforeAll
    static void start() throws Exception {
        redis = EmbeddedRedis.start(data.resolve("redis"), LoopbackPorts.free());
        broker = EmbeddedBroker.start(data.resolve("kafka"), LoopbackPorts.free(), LoopbackPorts.free());
        ServiceProcess embedding = start(EmbeddingApplication.class);
        ingest = start(IngestApplication.class);
        start(ValidationApplication.class);
        start(FeedbackApplication.class);
        index = start(IndexApplication.class, "--trovex.index.embedder.url=" + embedding.url());
        SERVICES.forEach(ServiceProcess::awaitReadiness);
    }

    @AfterAll
    static void stop() throws Exception {
        for (ServiceProcess service : SERVICES) {
            service.close();
        }
        broker.close();
        redis.close();
    }

    @Test
    void anotherModelIsBuiltTriedAndPromotedAcrossProcesses() {
        String model = "bge-small-en-v1.5-int8-fused";
        ingest().submit(Document.of("tides", null, "The moon moves the sea.", "test"), true);
        String before = search().path("generation").asString();
        String id = index().post("/v1/generations", Map.of("model", model, "by", "anna"))
                .path("id")
                .asString();
        awaitState(id, "ready");

        JsonNode promoted = index().post("/v1/generations/" + id + ":promote", Map.of("by", "anna"));

        assertThat(promoted.path("gate"))
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.path("passed").asBoolean())
                        .as(check.toString())
                        .isTrue());
        await().until(() -> search().path("generation").asString().equals(id));
        assertThat(search().path("degraded").asBoolean()).isFalse();
        assertThat(search().path("model").asString()).isEqualTo(model);
        ingest().submit(Document.of("whales", null, "Whales sing in the deep sea.", "test"), true);
        assertThat(index().search(SearchQuestion.of("singing whales", "semantic", 1))
                        .path("hits")
                        .get(0)
                        .path("doc_id")
                        .asString())
                .isEqualTo("whales");

        index().post("/v1/generations/" + id + ":rollback", Map.of("by", "anna"));
        await().until(() -> search().path("generation").asString().equals(before));
        index().post("/v1/generations/" + id + ":retire", Map.of("by", "anna"));
        awaitState(id, "retired");
    }

    private JsonNode search() {
        return index().search(SearchQuestion.of("what moves the sea", "semantic", 5));
    }

    private void awaitState(String id, String state) {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> index().get("/v1/generations/" + id)
                        .path("state")
                        .asString()
                        .equals(state));
    }

    @Override
    TrovexClient ingest() {
        return ingest.client();
    }

    @Override
    TrovexClient index() {
        return index.client();
    }

    private static ServiceProcess start(Class<?> application, String... properties) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--spring.data.redis.port=" + redis.port(),
                "--trovex.objects.directory=" + data.resolve("objects"),
                "--trovex.index.directory=" + data.resolve("index")));
        all.addAll(List.of(properties));
        ServiceProcess service = ServiceProcess.start(application, data, all);
        SERVICES.add(service);
        return service;
    }
}
