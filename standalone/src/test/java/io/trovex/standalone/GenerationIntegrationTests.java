package io.trovex.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trovex.client.ApiException;
import io.trovex.client.Document;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import io.trovex.contracts.Topics;
import io.trovex.embedding.distillation.ModelDistillation;
import io.trovex.embedding.engine.EmbeddingEngine;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One model makes room for another while documents arrive and searches run. */
class GenerationIntegrationTests {
    private static final SearchQuestion QUESTION = SearchQuestion.of("what moves the sea", "semantic", 5);
    private static final String A = "g1-" + PipelineSettings.DEFAULT_MODEL;
    private static final String B = "g2-bge-small-en-v1.5-int8-fused";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path data;

    @Test
    void anotherModelTakesOverAndBackWithoutAFailedSearchOrALostDocument() throws Exception {
        AtomicInteger written = new AtomicInteger();
        try (Pipeline pipeline = Pipeline.start(PipelineSettings.in(data))) {
            TrovexClient client = new TrovexClient(pipeline.url());
            client.submit(
                    IntStream.range(0, 40)
                            .mapToObj(i -> note(written.getAndIncrement()))
                            .toList(),
                    true);
            assertThat(generation(client, A).path("state").asString()).isEqualTo("serving");
            assertThat(refusal(client, B, "promote")).isEqualTo("unknown_generation");

            client.post("/v1/generations", Map.of("model", "bge-small-en-v1.5-int8-fused", "by", "anna"));
            assertThat(refusal(client, A, "retire")).isEqualTo("generation_state");
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger searches = new AtomicInteger();
            Thread load = Thread.ofPlatform().start(() -> {
                while (!over.get()) {
                    client.submit(note(written.getAndIncrement()), true);
                    JsonNode found = search(client);
                    assertThat(found.path("hits").isEmpty()).isFalse();
                    searches.incrementAndGet();
                }
            });
            awaitState(client, B, "ready");
            assertThat(search(client).path("generation").asString()).isEqualTo(A);
            over.set(true);
            load.join();
            assertThat(searches.get()).isPositive();
            JsonNode elsewhere = client.search(QUESTION.in("elsewhere"));
            assertThat(logged(pipeline, elsewhere.path("query_id").asString())
                            .path("query_attributes")
                            .has("filter"))
                    .isTrue();
            JsonNode comparison = client.get("/v1/generations/" + B + "/comparison?queries=50");
            assertThat(comparison.path("queries").asInt())
                    .as("the same query many times, and once with a filter")
                    .isEqualTo(2);
            assertThat(comparison.path("serving").path("zero_result_rate").asDouble())
                    .as("nothing passes the filter")
                    .isEqualTo(0.5);
            assertThat(comparison.path("candidate").path("zero_result_rate").asDouble())
                    .isEqualTo(0.5);
            assertThat(comparison.path("overlap_at_10").asDouble()).isBetween(0.0, 1.0);
            assertThat(comparison.path("serving").path("generation").asString()).isEqualTo(A);
            assertThat(comparison.path("candidate").path("generation").asString())
                    .isEqualTo(B);
            assertThat(comparison.path("candidate").path("failure_rate").asDouble())
                    .isZero();

            JsonNode promoted = client.post("/v1/generations/" + B + ":promote", Map.of("by", "anna"));
            assertThat(promoted.path("state").asString()).isEqualTo("serving");
            assertThat(promoted.path("gate"))
                    .hasSize(7)
                    .anySatisfy(check -> {
                        assertThat(check.path("check").asString()).isEqualTo("comparison");
                        assertThat(check.path("detail").asString()).startsWith("2 queries: overlap@10 ");
                    })
                    .allSatisfy(check -> assertThat(check.path("passed").asBoolean())
                            .as(check.toString())
                            .isTrue());
            awaitServing(client, B);
            assertThat(client.post("/v1/embeddings", Map.of("input", "owls"))
                            .path("model")
                            .asString())
                    .as("the serving generation's model, not the configured one")
                    .isEqualTo("bge-small-en-v1.5-int8-fused");
            assertThat(model(client, "bge-small-en-v1.5-int8-fused")
                            .path("serving")
                            .asBoolean())
                    .isTrue();
            assertThat(model(client, PipelineSettings.DEFAULT_MODEL)
                            .path("serving")
                            .asBoolean())
                    .isFalse();
            client.post("/v1/generations/" + B + ":promote", Map.of("by", "otto"));
            assertThat(generation(client, A).path("expires").asString()).isNotEmpty();
            for (int i = 0; i < 10; i++) {
                String word = "whale" + i;
                client.submit(Document.of("note-" + written.getAndIncrement(), null, word + " songs", "test"), true);
                assertThat(client.search(SearchQuestion.of(word, "keyword", 1)).path("hits"))
                        .as("waited for in the index that serves, not in the other one")
                        .hasSize(1);
            }
            client.submit(note(written.getAndIncrement()), true);
        }

        try (Pipeline restarted = Pipeline.start(PipelineSettings.in(data))) {
            TrovexClient client = new TrovexClient(restarted.url());
            assertThat(search(client).path("generation").asString()).isEqualTo(B);
            client.submit(note(written.getAndIncrement()), true);

            client.post("/v1/generations/" + B + ":rollback", Map.of("by", "anna", "reason", "a try"));
            awaitServing(client, A);
            await().atMost(PATIENCE).until(() -> documents(client, A) == written.get());
            await().atMost(PATIENCE).until(() -> documents(client, B) == written.get());

            client.post("/v1/generations/" + B + ":promote", Map.of("by", "anna"));
            awaitServing(client, B);
            client.post("/v1/generations/" + A + ":retire", Map.of("by", "anna"));
            await().atMost(PATIENCE)
                    .until(() -> !Files.exists(data.resolve("index").resolve(A)));
            assertThat(refusal(client, B, "rollback")).isEqualTo("generation_state");
            await("nobody embeds with the retired generation's model, though it is the configured one")
                    .atMost(PATIENCE)
                    .until(() -> model(client, PipelineSettings.DEFAULT_MODEL)
                                    .path("users")
                                    .asInt()
                            == 0);
            client.post("/v1/models/" + PipelineSettings.DEFAULT_MODEL + ":unload", Map.of());
            assertThat(client.get("/actuator/health/readiness").path("status").asString())
                    .isEqualTo("UP");
            client.submit(note(written.getAndIncrement()), true);
            assertThat(client.document("note-" + (written.get() - 1))
                            .path("status")
                            .asString())
                    .isEqualTo("indexed");
            assertThat(vectorOf(client, "bge-small-en-v1.5-int8-fused")).isEqualTo("indexed");
            assertThat(vectorOf(client, PipelineSettings.DEFAULT_MODEL))
                    .as("a model that no generation has any more")
                    .isEqualTo("rejected");
            written.getAndIncrement();
            JsonNode replay = client.post("/v1/replays", Map.of("stage", "index"));
            assertThat(replay.path("stage").asString()).isEqualTo("index." + B);
            await().atMost(PATIENCE)
                    .until(() -> client.get("/v1/replays/" + replay.path("id").asString())
                            .path("state")
                            .asString()
                            .equals("done"));
            assertThat(generation(client, B).path("history"))
                    .extracting(decided -> decided.path("action").asString())
                    .containsExactly("create", "ready", "promote", "rollback", "promote");
            assertThat(documents(client, B)).isEqualTo(written.get());
        }

        try (Pipeline again = Pipeline.start(PipelineSettings.in(data))) {
            TrovexClient client = new TrovexClient(again.url());
            assertThat(search(client).path("generation").asString()).isEqualTo(B);
            assertThat(generation(client, A).path("state").asString()).isEqualTo("retired");
            await().atMost(PATIENCE)
                    .until(() -> !Files.exists(data.resolve("index").resolve(A)));
        }
    }

    @Test
    void whatIsCancelledLeavesNothingBehind() {
        try (Pipeline pipeline = Pipeline.start(PipelineSettings.in(data))) {
            TrovexClient client = new TrovexClient(pipeline.url());
            client.submit(List.of(note(0), note(1)), true);
            client.post(
                    "/v1/generations",
                    Map.of(
                            "id",
                            "short",
                            "model",
                            PipelineSettings.DEFAULT_MODEL,
                            "chunking",
                            Map.of("tokens", 64),
                            "analyzer",
                            "english"));
            awaitState(client, "short", "ready");
            assertThat(generation(client, "short").path("spec").path("analyzer").asString())
                    .isEqualTo("english");
            assertThat(data.resolve("index").resolve("short")).isDirectory();

            client.post("/v1/generations/short:cancel", Map.of());

            await().atMost(PATIENCE)
                    .until(() -> !Files.exists(data.resolve("index").resolve("short")));
            assertThat(generation(client, "short").path("state").asString()).isEqualTo("retired");
            JsonNode found = search(client);
            assertThat(found.path("generation").asString()).isEqualTo(A);
            String version =
                    generation(client, A).path("spec").path("model_version").asString();
            assertThat(version).startsWith("2+");
            assertThat(model(client, PipelineSettings.DEFAULT_MODEL)
                            .path("full_version")
                            .asString())
                    .isEqualTo(version);
            assertThat(logged(pipeline, found.path("query_id").asString())
                            .path("model_version")
                            .asString())
                    .isEqualTo(version);
        }
    }

    @Test
    void aGenerationThatCannotBeBuiltFailsAlone() {
        try (Pipeline pipeline = Pipeline.start(PipelineSettings.in(data))) {
            TrovexClient client = new TrovexClient(pipeline.url());
            assertThatThrownBy(() -> client.post("/v1/generations", Map.of("model", "gpt")))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("gpt");
            client.post(
                    "/v1/generations",
                    Map.of("id", "long", "model", PipelineSettings.DEFAULT_MODEL, "chunking", Map.of("tokens", 4096)));

            awaitState(client, "long", "failed");

            assertThat(generation(client, "long")
                            .path("history")
                            .get(1)
                            .path("reason")
                            .asString())
                    .contains("4096 tokens do not fit");
            client.submit(note(0), true);
            assertThat(client.document("note-0").path("status").asString()).isEqualTo("indexed");
        }
    }

    @Test
    void aPoisonedModelCostsItsCandidateADocumentOrItsLifeAndTheServingOneNothing() throws Exception {
        PipelineSettings settings = new PipelineSettings(
                0, data, PipelineSettings.DEFAULT_MODEL, Map.of("trovex.embedding.build.failures", "3"));
        try (Pipeline pipeline = Pipeline.start(settings)) {
            TrovexClient client = new TrovexClient(pipeline.url());
            List<Document> notes = IntStream.range(0, 300)
                    .mapToObj(GenerationIntegrationTests::note)
                    .toList();
            client.submit(notes, true);
            Path folder = data.resolve("models").resolve("fast");
            ModelDistillation distillation = new ModelDistillation(pipeline.part(EmbeddingEngine.class));
            distillation.learn(notes.stream().map(Document::content).toList());
            distillation.write(folder, "fast");

            Path away = Files.move(folder.resolve("table.bin"), data.resolve("table.bin"));
            client.post("/v1/generations", Map.of("id", "fast", "model", "fast"));
            await("what is not there now may be there later")
                    .atMost(PATIENCE)
                    .until(() -> client.get("/v1/pipeline").toString().contains("embedding.fast"));
            assertThat(generation(client, "fast").path("state").asString()).isEqualTo("building");
            Files.move(away, folder.resolve("table.bin"));
            awaitState(client, "fast", "ready");

            PoisonedTable table = PoisonedTable.in(folder);
            table.poison("moon");
            client.submit(Document.of("poison", null, "The moon is full.", "test"), true);
            client.submit(Document.of("harmless", null, "Every tide has a number.", "test"), true);
            await("the others pass").atMost(PATIENCE).until(() -> documents(client, "fast") == notes.size() + 1);
            JsonNode letters = client.get("/v1/dead-letters?stage=embedding.fast");
            assertThat(letters.toString()).contains("poison").contains("inference_failed");
            assertThat(generation(client, "fast").path("state").asString()).isEqualTo("ready");

            table.poisonAll();
            client.submit(Document.of("after", null, "It finds nobody who embeds it.", "test"), true);
            awaitState(client, "fast", "failed");
            assertThat(generation(client, "fast").path("history").toString()).contains("no numbers");
            assertThat(client.document("after").path("status").asString()).isEqualTo("indexed");
            assertThat(search(client).path("generation").asString()).isEqualTo(A);

            ModelDistillation other = new ModelDistillation(pipeline.part(EmbeddingEngine.class));
            other.learn(notes.stream().skip(100).map(Document::content).toList());
            other.write(folder, "fast");
            client.post("/v1/generations", Map.of("id", "again", "model", "fast"));
            awaitState(client, "again", "failed");
            assertThat(generation(client, "again").path("history").toString())
                    .as("the poisoned table is still loaded, under the same id and version")
                    .contains("the generation was made for fast 1+")
                    .contains("is loaded");
        }
    }

    @Test
    void theConfiguredGenerationIsBuiltOnceTheLogKnowsItAndWithoutItsModelSearchesGoOnFromKeywords() throws Exception {
        Path folder = data.resolve("models").resolve("fast");
        Path others = data.resolve("others");
        try (Pipeline pipeline = Pipeline.start(PipelineSettings.in(data))) {
            TrovexClient client = new TrovexClient(pipeline.url());
            List<Document> notes = IntStream.range(0, 40)
                    .mapToObj(GenerationIntegrationTests::note)
                    .toList();
            client.submit(notes, true);
            ModelDistillation distillation = new ModelDistillation(pipeline.part(EmbeddingEngine.class));
            distillation.learn(notes.stream().map(Document::content).toList());
            distillation.write(folder, "fast");
            distillation.learn(List.of("Larks sing of seven blue lamps at dawn."));
            distillation.write(others, "fast");
        }

        PipelineSettings fast = PipelineSettings.in(data).withModel("fast");
        try (Pipeline pipeline = Pipeline.start(fast)) {
            TrovexClient client = new TrovexClient(pipeline.url());
            assertThat(search(client).path("generation").asString()).isEqualTo(A);
            client.post("/v1/generations", Map.of("id", "g1-fast", "model", "fast"));
            awaitState(client, "g1-fast", "ready");
            assertThat(documents(client, "g1-fast")).isEqualTo(40);
            client.post("/v1/generations/g1-fast:promote", Map.of("force", true, "reason", "as the test wants it"));
            awaitServing(client, "g1-fast");
        }

        Files.move(folder, data.resolve("away"));
        Files.move(others, folder);
        try (Pipeline pipeline = Pipeline.start(fast)) {
            TrovexClient client = new TrovexClient(pipeline.url());
            assertThat(pipeline.startSeconds()).isLessThan(80);
            assertThat(search(client).toString()).contains("\"degraded\":true");
            await("it is tried again, and the reason stays")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(waitOf(client, "embedding.g1-fast")
                                    .path("attempts")
                                    .asInt())
                            .isGreaterThan(1));
            assertThat(waitOf(client, "embedding.g1-fast").path("reason").asString())
                    .contains("vectors of the two must not meet");
            HttpResponse<String> readiness = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(pipeline.url().resolve("/actuator/health/readiness"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("vectors of the two must not meet");
        }
    }

    private static JsonNode waitOf(TrovexClient client, String stage) {
        return client.get("/v1/pipeline")
                .path("stages")
                .valueStream()
                .filter(each -> each.path("stage").asString().equals(stage))
                .flatMap(each -> each.path("waits").valueStream())
                .findFirst()
                .orElseThrow();
    }

    /** The record of a search. */
    private static JsonNode logged(Pipeline pipeline, String query) {
        Map<String, Object> settings = Map.of("bootstrap.servers", pipeline.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.SEARCH_QUERIES).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            JsonMapper json = JsonMapper.builder().build();
            return await().until(
                            () -> StreamSupport.stream(
                                            consumer.poll(Duration.ofMillis(200))
                                                    .spliterator(),
                                            false)
                                    .map(record -> json.readTree(record.value()))
                                    .filter(search ->
                                            search.path("query_id").asString().equals(query))
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
        }
    }

    private static Document note(int number) {
        return Document.of("note-" + number, null, "Note number " + number + " about tides and the moon.", "test");
    }

    /** What becomes of a document that brings a vector of the model. */
    private static String vectorOf(TrovexClient client, String model) {
        float[] vector = new float[384];
        vector[0] = 1;
        Map<String, Object> document = Map.of(
                "content",
                "It brings its own vector.",
                "source",
                "test",
                "embedding",
                vector,
                "embedding_model",
                model);
        String id = client.post("/v1/documents", document).path("doc_id").asString();
        return await().until(
                        () -> client.document(id).path("status").asString(), Set.of("indexed", "rejected")::contains);
    }

    private static JsonNode model(TrovexClient client, String id) {
        return client.get("/v1/models/" + id);
    }

    private static JsonNode search(TrovexClient client) {
        return client.search(QUESTION);
    }

    private static JsonNode generation(TrovexClient client, String id) {
        return client.get("/v1/generations/" + id);
    }

    private static long documents(TrovexClient client, String id) {
        return generation(client, id).path("progress").path("documents").asLong();
    }

    private static void awaitState(TrovexClient client, String id, String state) {
        await().atMost(PATIENCE)
                .until(() -> generation(client, id).path("state").asString().equals(state));
    }

    private static void awaitServing(TrovexClient client, String id) {
        await().atMost(PATIENCE)
                .until(() -> search(client).path("generation").asString().equals(id));
    }

    private static String refusal(TrovexClient client, String id, String action) {
        try {
            client.post("/v1/generations/" + id + ":" + action, Map.of());
            return "none";
        } catch (ApiException e) {
            return e.code();
        }
    }
}
