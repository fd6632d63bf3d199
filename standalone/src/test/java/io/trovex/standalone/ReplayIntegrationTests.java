package io.trovex.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.client.Document;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import io.trovex.standalone.batch.SmallCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Replays over real documents, some of them updated and some deleted: nothing that was right changes. */
class ReplayIntegrationTests {
    private static final SmallCollection COLLECTION = SmallCollection.wikipedia();
    private static final List<Document> DOCUMENTS = COLLECTION.documents().subList(0, 300);
    private static final List<String> QUERIES = COLLECTION.queries().subList(0, 25);
    private static final List<Document> UPDATED = DOCUMENTS.subList(0, 60);
    private static final List<Document> DELETED = DOCUMENTS.subList(40, 80);
    private static final Document LONG = Document.of(
            "long",
            null,
            "The keeper winds the clockwork of the lamp. ".repeat(500).strip(),
            "test");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path data;

    @Test
    void replayingEverythingTwiceChangesNothingNorDoesARedrive() throws IOException {
        try (Pipeline pipeline = Pipeline.start(settings("64"))) {
            ReplayClient replays = new ReplayClient(pipeline.url());
            TrovexClient client = new TrovexClient(pipeline.url());
            // Given
            fill(client, replays);
            submit(client, List.of(LONG));
            IndexSnapshot before = drained(pipeline);
            Map<String, List<String>> found = topTen(client);
            assertThat(before.documents()).hasSize(DOCUMENTS.size() - DELETED.size() + 1);
            assertThat(before.tombstones()).hasSize(DELETED.size());

            // When
            for (String stage : List.of("validation", "embedding", "index", "validation", "embedding", "index")) {
                JsonNode done = replays.awaitState(replays.start(stage, "beginning"), "done");
                assertThat(done.at("/progress/percent").asDouble()).as(stage).isEqualTo(100);
                assertThat(done.at("/progress/records").asLong()).as(stage).isGreaterThanOrEqualTo(DOCUMENTS.size());

                // Then
                assertThat(drained(pipeline)).as("after replaying " + stage).isEqualTo(before);
            }
            redriveOnceItsBodyIsBack(client, replays);
            assertThat(drained(pipeline)).as("after a redrive").isEqualTo(before);
            assertThat(topTen(client)).isEqualTo(found);
            DELETED.forEach(document -> assertThat(client.document(String.valueOf(document.docId()))
                            .path("status")
                            .asString())
                    .isEqualTo("deleted"));
        }
    }

    @Test
    void aStoppedReplayGoesOnWhereItWas() {
        try (Pipeline pipeline = Pipeline.start(settings("1"))) {
            ReplayClient replays = new ReplayClient(pipeline.url());
            fill(new TrovexClient(pipeline.url()), replays);
            IndexSnapshot before = drained(pipeline);

            // When it is stopped on its way, twice
            String id = replays.start("index", "beginning");
            await().until(() -> replays.show(id).at("/progress/done").asLong() > 0);
            replays.change(id, "stop");
            JsonNode stopped = replays.change(id, "stop");

            // Then it keeps its place
            assertThat(stopped.path("state").asString()).isEqualTo("stopped");
            assertThat(stopped.at("/progress/percent").asDouble()).isBetween(0.1, 99.9);
            long place = settledPlace(replays, id);

            // And goes on from there
            replays.change(id, "resume");
            assertThat(replays.change(id, "resume").path("state").asString()).isIn("running", "done");
            JsonNode done = replays.awaitState(id, "done");
            assertThat(done.at("/progress/done").asLong()).isGreaterThan(place);
            assertThat(done.at("/progress/records").asLong())
                    .as("every record once, the stop notwithstanding")
                    .isEqualTo(replays.awaitState(replays.start("index", "beginning"), "done")
                            .at("/progress/records")
                            .asLong());
            assertThat(drained(pipeline)).isEqualTo(before);
        }
    }

    @Test
    void replaysSingleDocumentsFromATime() {
        try (Pipeline pipeline = Pipeline.start(settings("64"))) {
            ReplayClient replays = new ReplayClient(pipeline.url());
            TrovexClient client = new TrovexClient(pipeline.url());
            client.submit(DOCUMENTS.subList(0, 20), true);
            String chosen = String.valueOf(DOCUMENTS.getFirst().docId());
            double before = replays.replayedRecords("validation");

            JsonNode done =
                    replays.awaitState(replays.start("validation", "2020-01-01T00:00:00Z", List.of(chosen)), "done");

            assertThat(done.path("documents").get(0).asString()).isEqualTo(chosen);
            assertThat(replays.replayedRecords("validation") - before).isEqualTo(1);
            JsonNode later = replays.awaitState(replays.start("validation", "2999-01-01T00:00:00Z"), "done");
            assertThat(later.at("/progress/total").asLong()).isZero();
        }
    }

    @Test
    void aKilledReplayGoesOnAfterTheRestart() throws Exception {
        Map<String, String> slow = Map.of("TROVEX_REPLAY_POLLRECORDS", "1");
        String id;
        try (PipelineProcess first = PipelineProcess.start(data, slow)) {
            ReplayClient replays = new ReplayClient(first.url());
            new TrovexClient(first.url()).submit(DOCUMENTS.subList(0, 200), true);
            id = replays.start("index", "beginning");
            await().until(() -> replays.show(id).at("/progress/done").asLong() > 0);
            assertThat(replays.show(id).path("state").asString()).isEqualTo("running");

            first.kill();
        }

        try (PipelineProcess second = PipelineProcess.start(data, slow)) {
            ReplayClient replays = new ReplayClient(second.url());
            JsonNode done = replays.awaitState(id, "done");
            assertThat(done.at("/progress/percent").asDouble()).isEqualTo(100);
            assertThat(new TrovexClient(second.url())
                            .get("/v1/index")
                            .path("documents")
                            .asInt())
                    .isEqualTo(200);
        }
    }

    /** A replay that does not find the body makes a dead letter. */
    private void redriveOnceItsBodyIsBack(TrovexClient client, ReplayClient replays) throws IOException {
        Path body = bodyInStore();
        Path elsewhere = data.resolve("elsewhere");
        Files.move(body, elsewhere);
        replays.awaitState(replays.start("embedding", "beginning", List.of("long")), "done");
        // validated once, and replayed twice
        await().until(() -> client.get("/v1/dead-letters?doc_id=long&state=open")
                        .path("total")
                        .asLong()
                == 3);
        Files.move(elsewhere, body);

        JsonNode redriven = client.post("/v1/dead-letters:redrive", Map.of("doc_id", "long"));

        assertThat(redriven.path("letters")
                        .valueStream()
                        .map(letter -> letter.path("outcome").asString()))
                .hasSize(3)
                .containsOnly("redriven");
    }

    private Path bodyInStore() throws IOException {
        try (Stream<Path> objects = Files.walk(data.resolve("objects"))) {
            return objects.filter(path -> Files.isRegularFile(path)
                            && path.toFile().length() == LONG.content().length())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private PipelineSettings settings(String pollRecords) {
        return new PipelineSettings(
                0,
                data,
                PipelineSettings.DEFAULT_MODEL,
                Map.of("trovex.replay.poll-records", pollRecords, "trovex.index.commit-interval", "200ms"));
    }

    /** Documents, updates of some, and deletes of some of both. */
    private static void fill(TrovexClient client, ReplayClient replays) {
        submit(client, DOCUMENTS);
        submit(
                client,
                UPDATED.stream()
                        .map(old -> Document.of(old.docId(), old.title(), old.content() + " Revised.", old.source()))
                        .toList());
        DELETED.forEach(document -> replays.delete(String.valueOf(document.docId())));
    }

    private static void submit(TrovexClient client, List<Document> documents) {
        assertThat(client.submit(documents, true)).allMatch(item -> item.accepted());
    }

    /** The index when every stage has read all of its input. */
    private IndexSnapshot drained(Pipeline pipeline) {
        try (StageLag lag = new StageLag(pipeline.bootstrapServers(), "g1-" + PipelineSettings.DEFAULT_MODEL)) {
            await().atMost(PATIENCE).until(lag::isZero);
        }
        TrovexClient client = new TrovexClient(pipeline.url());
        Path index = data.resolve("index").resolve("g1-" + PipelineSettings.DEFAULT_MODEL);
        return await().atMost(PATIENCE)
                .until(
                        () -> IndexSnapshot.read(index),
                        snapshot -> snapshot.offsets()
                                .equals(client.get("/v1/index").path("offsets").toString()));
    }

    private static Map<String, List<String>> topTen(TrovexClient client) {
        Map<String, List<String>> found = new TreeMap<>();
        for (String query : QUERIES) {
            List<String> hits = new ArrayList<>();
            Stream.of("keyword", "semantic", "hybrid")
                    .forEach(mode -> client.search(SearchQuestion.of(query, mode, 10))
                            .path("hits")
                            .forEach(hit ->
                                    hits.add(mode + " " + hit.path("doc_id").asString() + " "
                                            + hit.path("score").asDouble())));
            found.put(query, hits);
        }
        return found;
    }

    /** When the step in hand is over. */
    private static long settledPlace(ReplayClient replays, String id) {
        await().pollDelay(Duration.ofMillis(500)).until(() -> replays.runningReplays() == 0);
        return replays.show(id).at("/progress/done").asLong();
    }
}
