package io.trovex.embedding.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.contracts.Vector;
import io.trovex.embedding.SampleTexts;
import io.trovex.embedding.TestModels;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.EmbeddingModels;
import io.trovex.embedding.model.Encoder;
import io.trovex.embedding.model.TextRole;
import io.trovex.embedding.model.TextTooLongException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class EmbeddingEngineTests {
    private final EmbeddingModel model = TestModels.minilm();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private EmbeddingEngine engine = new EmbeddingEngine(model, new EngineSettings(2, 8, 8, 64, 1 << 20), meters);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aPassagesBytesDoNotDependOnItsNeighbours() throws Exception {
        List<String> texts = SampleTexts.all().subList(0, 40);
        Encoder alone = model.encoder();
        List<Vector> expected = texts.stream()
                .map(text -> Vector.of(alone.encode(model.prepare(text))))
                .toList();

        // When many callers want overlapping parts at once, and queries cut in
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Vector>>> results = new ArrayList<>();
            List<CompletableFuture<Vector>> queries = new ArrayList<>();
            for (int from = 0; from <= 30; from += 5) {
                List<String> part = texts.subList(from, from + 10);
                results.add(callers.submit(() -> engine.passages(part)));
                queries.add(engine.query("query " + from));
            }
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(expected.subList(i * 5, i * 5 + 10));
            }
            assertThat(queries).allMatch(query -> query.join().dimension() == 384);
        }
    }

    @Test
    void equalTextsAreEmbeddedOnce() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Vector>>> results = IntStream.range(0, 30)
                    .mapToObj(_ -> callers.submit(() -> engine.passages(List.of("Owls hunt at night."))))
                    .toList();
            for (Future<List<Vector>> result : results) {
                assertThat(result.get()).isEqualTo(results.getFirst().get());
            }
        }
        engine.query("Owls hunt at night.").join();

        assertThat(inferences()).isEqualTo(1);
        assertThat(cache("miss")).isEqualTo(1);
        assertThat(cache("hit") + cache("shared")).isEqualTo(30);
    }

    @Test
    void aProbeAlwaysRunsTheModel() {
        Vector known = engine.query("Owls hunt at night.").join();

        assertThat(engine.probe("Owls hunt at night.").join()).isEqualTo(known);
        assertThat(inferences()).isEqualTo(2);
    }

    @Test
    void theCacheIsBounded() throws Exception {
        restart(new EngineSettings(2, 8, 8, 64, 4_000));
        List<String> texts = SampleTexts.all().subList(0, 20);
        engine.passages(texts);

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            double before = cache("hit");
            for (String text : texts) {
                engine.passages(List.of(text));
            }
            assertThat(cache("hit") - before).isLessThan(5);
        });
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void onlyTheRunsOfDocumentsYieldTheProcessor() throws Exception {
        engine.passages(longTexts(4));

        int ours = niceness(Files.readString(Path.of("/proc/self/stat")));
        assertThat(nicenessOf("embedding-run")).isNotEmpty().containsOnly(Math.min(19, ours + 12));
        assertThat(nicenessOf("embedding-query")).isNotEmpty().containsOnly(ours);
    }

    /** Of this process's threads whose names start so. */
    private static List<Integer> nicenessOf(String name) throws IOException {
        List<Integer> found = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.contains("(" + name)) {
                    found.add(niceness(stat));
                }
            }
        }
        return found;
    }

    /** The 19th field; the second, in brackets, may hold blanks. */
    private static int niceness(String stat) {
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
    }

    @Test
    void aQueryOvertakesWaitingDocuments() {
        restart(new EngineSettings(1, 8, 512, 64, 0));
        CompletableFuture<List<Vector>> documents = inBackground(longTexts(400));
        awaitDepth(Priority.DOCUMENT, 200);

        engine.query("owls").join();

        assertThat(depth(Priority.DOCUMENT)).isPositive();
        assertThat(documents).isNotDone();
    }

    @Test
    void aQueryForAWaitingDocumentsTextTakesItAlong() {
        restart(new EngineSettings(1, 8, 512, 64, 1 << 20));
        List<String> texts = longTexts(300);
        CompletableFuture<List<Vector>> documents = inBackground(texts);
        awaitDepth(Priority.DOCUMENT, 200);

        engine.query(texts.get(199)).join();

        // Then those before it still wait; in its turn only the hundred after it would
        assertThat(depth(Priority.DOCUMENT)).isGreaterThan(100);
        assertThat(documents).isNotDone();
        assertThat(cache("shared")).isEqualTo(1);
    }

    @Test
    void tooManyQueriesAreRefusedAndTheOthersAnswered() {
        restart(new EngineSettings(1, 4, 4, 64, 0));
        List<CompletableFuture<Vector>> accepted = new ArrayList<>();

        assertThatThrownBy(() -> longTexts(100).forEach(text -> accepted.add(engine.query(text))))
                .isInstanceOf(SaturatedException.class);

        assertThat(accepted)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(query -> assertThat(query.join().dimension()).isEqualTo(384));
    }

    @Test
    void aTextOverTheLimitIsRefusedAsAPassageAndCutAsAQuery() throws Exception {
        String tooLong = "owl ".repeat(300);

        assertThatThrownBy(() -> engine.passages(List.of(tooLong))).isInstanceOf(TextTooLongException.class);
        assertThat(engine.query(tooLong).join())
                .isEqualTo(engine.query(model.fit(TextRole.QUERY, tooLong)).join());
    }

    @Test
    void queriesGetTheModelsPrefix() throws Exception {
        try (EmbeddingModel bge = EmbeddingModels.open("bge-small-en-v1.5-int8", TestModels.GRAPHS);
                EmbeddingEngine prefixing =
                        new EmbeddingEngine(bge, EngineSettings.defaults(), new SimpleMeterRegistry())) {
            Vector query = prefixing.query("owls").join();

            assertThat(query).isNotEqualTo(prefixing.passages(List.of("owls")).getFirst());
            assertThat(query)
                    .isEqualTo(prefixing
                            .passages(List.of(bge.description().queryPrefix() + "owls"))
                            .getFirst());
        }
    }

    @Test
    void anInterruptedCallerLeavesAndTheEngineGoesOn() throws Exception {
        restart(new EngineSettings(1, 4, 2, 64, 0));
        List<Throwable> thrown = new ArrayList<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                engine.passages(longTexts(100));
            } catch (InterruptedException e) {
                thrown.add(e);
            }
        });
        awaitDepth(Priority.DOCUMENT, 2);

        caller.interrupt();
        caller.join();

        assertThat(thrown).hasSize(1);
        assertThat(engine.query("owls").join().dimension()).isEqualTo(384);
    }

    @Test
    void closingReleasesEveryCaller() {
        restart(new EngineSettings(1, 100, 4, 64, 0));
        CompletableFuture<List<Vector>> documents = inBackground(longTexts(100));
        awaitDepth(Priority.DOCUMENT, 4);
        List<CompletableFuture<Vector>> queries =
                longTexts(20).stream().map(text -> engine.query("q " + text)).toList();

        engine.close();

        assertThatThrownBy(documents::join).hasRootCauseInstanceOf(EngineClosedException.class);
        assertThat(queries).allMatch(CompletableFuture::isDone);
        assertThatThrownBy(() -> engine.query("owls"))
                .isInstanceOf(EngineClosedException.class)
                .isInstanceOf(RejectedExecutionException.class);
    }

    private void restart(EngineSettings settings) {
        engine.close();
        meters.clear();
        engine = new EmbeddingEngine(model, settings, meters);
    }

    private CompletableFuture<List<Vector>> inBackground(List<String> texts) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return engine.passages(texts);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static List<String> longTexts(int count) {
        return IntStream.range(0, count).mapToObj(i -> i + " owl".repeat(200)).toList();
    }

    private void awaitDepth(Priority priority, int depth) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> depth(priority) >= depth);
    }

    private double depth(Priority priority) {
        return meters.get("trovex.embedding.queue")
                .tag("priority", priority.tag())
                .gauge()
                .value();
    }

    private long inferences() {
        return meters.get("trovex.embedding.inference").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private double cache(String result) {
        return meters.get("trovex.embedding.cache")
                .tag("result", result)
                .counter()
                .count();
    }
}
