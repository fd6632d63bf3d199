package io.trovex.embedding.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.contracts.Vector;
import io.trovex.embedding.SampleTexts;
import io.trovex.embedding.TestModels;
import io.trovex.embedding.engine.ModelStanding.State;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.EmbeddingModels;
import io.trovex.embedding.model.ModelCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddingEnginesTests {
    private static final String FUSED = "all-minilm-l6-v2-int8-fused";
    private static final String PUBLISHED = "all-minilm-l6-v2-int8";
    private static final Duration LONG = Duration.ofHours(1);

    private final ModelCatalogue catalogue = TestModels.catalogue();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private EmbeddingEngines engines = engines(new ModelMemory(1 << 30, LONG), 64);

    @AfterEach
    void close() {
        engines.close();
    }

    @Test
    void severalModelsServeAtOnceOnTheThreadsOfOne() throws Exception {
        long runs = threads("embedding-run");
        long queries = threads("embedding-query-");
        List<String> texts = SampleTexts.all().subList(0, 20);
        List<Vector> fused = alone(FUSED, texts);
        List<Vector> published = alone(PUBLISHED, texts);
        try (EmbeddingEngine one = engines.open(FUSED);
                EmbeddingEngine other = engines.open(PUBLISHED);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Vector>> ofOne = callers.submit(() -> one.passages(texts));
            Future<List<Vector>> ofTheOther = callers.submit(() -> other.passages(texts));

            assertThat(ofOne.get()).isEqualTo(fused);
            assertThat(ofTheOther.get()).isEqualTo(published);
            Awaitility.await().until(() -> threads("embedding-run") <= runs && threads("embedding-query-") <= queries);
        }
    }

    @Test
    void theEnginesOfAModelShareItAndWhatItHasMade() throws Exception {
        try (EmbeddingEngine one = engines.open(FUSED);
                EmbeddingEngine other = engines.open(FUSED)) {
            Vector vector = one.query("owls").join();

            assertThat(other.model()).isSameAs(one.model());
            assertThat(other.passages(List.of("owls"))).containsExactly(vector);
            assertThat(inferences()).isEqualTo(1);
            assertThat(engines.standing(FUSED).users()).isEqualTo(2);
        }
        assertThat(engines.standing(FUSED).state()).isEqualTo(State.LOADED);
        assertThat(engines.standing(FUSED).users()).isZero();
    }

    @Test
    void aModelThatManyWantAtOnceIsLoadedOnce() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<EmbeddingEngine>> opened = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                opened.add(callers.submit(() -> engines.open(FUSED)));
            }
            for (Future<EmbeddingEngine> engine : opened) {
                assertThat(engine.get().model())
                        .isSameAs(opened.getFirst().get().model());
            }
        }
        assertThat(engines.standing(FUSED).users()).isEqualTo(8);
        assertThat(loads()).isEqualTo(1);
    }

    @Test
    void closingOneEngineLeavesTheOthersTheirWork() {
        engines.close();
        engines = engines(new ModelMemory(1 << 30, LONG), 512);
        EmbeddingEngine retired = engines.open(FUSED);
        try (EmbeddingEngine serving = engines.open(FUSED)) {
            List<String> texts = IntStream.range(0, 200)
                    .mapToObj(i -> i + " owl".repeat(200))
                    .toList();
            CompletableFuture<List<Vector>> left = inBackground(retired, texts);
            Awaitility.await().until(() -> queued() > 100);
            CompletableFuture<List<Vector>> joined = inBackground(serving, texts.subList(100, 105));
            Awaitility.await().until(() -> cache("shared") >= 5);

            retired.close();

            assertThatThrownBy(left::join)
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseInstanceOf(EngineClosedException.class);
            assertThat(joined.join()).hasSize(5);
        }
    }

    @Test
    void aModelWithoutEnginesIsUnloadedAfterAWhile() {
        engines.close();
        engines = engines(new ModelMemory(1 << 30, Duration.ofMillis(200)), 64);
        EmbeddingEngine engine = engines.open(FUSED);
        Awaitility.await().during(Duration.ofMillis(500)).until(() -> state(FUSED) == State.LOADED);

        engine.close();

        Awaitility.await().until(() -> state(FUSED) == State.AVAILABLE);
        assertThat(meters.find("trovex.embedding.model.memory").gauges()).isEmpty();
        try (EmbeddingEngine again = engines.open(FUSED)) {
            assertThat(again.query("owls").join().dimension()).isEqualTo(384);
        }
    }

    @Test
    void aModelIsUnloadedOnRequestUnlessItIsInUse() {
        EmbeddingEngine engine = engines.open(FUSED);
        assertThatThrownBy(() -> engines.unload(FUSED))
                .isInstanceOf(ModelInUseException.class)
                .hasMessage(FUSED + " is in use by 1 engine");
        engine.close();

        engines.unload(FUSED);

        assertThat(state(FUSED)).isEqualTo(State.AVAILABLE);
        engines.unload(FUSED);
    }

    @Test
    void aModelLoadedOnRequestStaysThoughNobodyUsesIt() {
        engines.close();
        engines = engines(new ModelMemory(1 << 30, Duration.ofMillis(100)), 64);

        engines.load(FUSED);

        Awaitility.await().during(Duration.ofMillis(400)).until(() -> state(FUSED) == State.LOADED);
        engines.unload(FUSED);
        assertThat(state(FUSED)).isEqualTo(State.AVAILABLE);
    }

    @Test
    void aModelWithoutRoomIsRefusedUntilAnIdleOneCanMakeWay() {
        engines.close();
        engines = engines(new ModelMemory(90 << 20, LONG), 64);
        EmbeddingEngine first = engines.open(PUBLISHED);

        assertThatThrownBy(() -> engines.open("bge-small-en-v1.5-int8"))
                .isInstanceOf(ModelMemoryException.class)
                .hasMessageMatching("bge-small-en-v1.5-int8 needs \\d+ MiB, the limit is 90 MiB"
                        + " and in use are all-minilm-l6-v2-int8 \\(\\d+ MiB\\)");
        assertThat(first.query("owls").join().dimension()).isEqualTo(384);
        first.close();

        try (EmbeddingEngine second = engines.open("bge-small-en-v1.5-int8")) {
            assertThat(second.query("owls").join().dimension()).isEqualTo(384);
            assertThat(state(PUBLISHED)).isEqualTo(State.AVAILABLE);
        }
    }

    @Test
    void anUnknownModelIsRefused() {
        assertThatThrownBy(() -> engines.open("word2vec"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("no embedding model 'word2vec'");
    }

    @Test
    void closingThemAllReleasesEveryCaller() {
        EmbeddingEngine engine = engines.open(FUSED);
        CompletableFuture<List<Vector>> documents = inBackground(
                engine,
                IntStream.range(0, 200).mapToObj(i -> i + " owl".repeat(200)).toList());
        Awaitility.await().until(() -> queued() > 10);

        engines.close();

        assertThatThrownBy(documents::join).hasRootCauseInstanceOf(EngineClosedException.class);
        assertThat(state(FUSED)).isEqualTo(State.AVAILABLE);
    }

    private EmbeddingEngines engines(ModelMemory memory, int documentQueue) {
        return new EmbeddingEngines(catalogue, new EngineSettings(2, 64, documentQueue, 64, 1 << 20), memory, meters);
    }

    private static List<Vector> alone(String id, List<String> texts) throws InterruptedException {
        try (EmbeddingModel model = EmbeddingModels.open(id, TestModels.GRAPHS);
                EmbeddingEngine engine =
                        new EmbeddingEngine(model, EngineSettings.defaults(), new SimpleMeterRegistry())) {
            return engine.passages(texts);
        }
    }

    private static CompletableFuture<List<Vector>> inBackground(EmbeddingEngine engine, List<String> texts) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return engine.passages(texts);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }

    private State state(String model) {
        return engines.standing(model).state();
    }

    private double queued() {
        return meters.get("trovex.embedding.queue")
                .tag("priority", Priority.DOCUMENT.tag())
                .gauge()
                .value();
    }

    private double cache(String result) {
        return meters.get("trovex.embedding.cache")
                .tag("result", result)
                .counter()
                .count();
    }

    private long inferences() {
        return meters.get("trovex.embedding.inference").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private long loads() {
        return meters.get("trovex.embedding.model.load").timer().count();
    }
}
