package io.trovex.index.search.guard;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.Fallback;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.SearchSettings;
import io.trovex.index.search.http.CachingQueryEmbedder;
import io.trovex.index.search.http.HttpQueryEmbedder;
import io.trovex.index.search.statics.FitSettings;
import io.trovex.index.search.statics.StaticEncoders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real embedder over HTTP is killed, suspended and restarted while searches run. */
class EmbedderOutageIntegrationTests {
    private static final int SEARCHERS = 8;
    private static final Duration BUDGET = Duration.ofMillis(400);
    private static final Duration SLACK = Duration.ofMillis(300);
    private static final GuardSettings GUARD = new GuardSettings(20, 5, 50, Duration.ofMillis(200), 2);
    private static final Executor THREADS =
            task -> Thread.ofPlatform().daemon().name("searcher").start(task);

    @TempDir
    Path directory;

    private final AtomicBoolean searching = new AtomicBoolean(true);
    private final AtomicLong queries = new AtomicLong();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<CompletableFuture<Void>> searchers = new ArrayList<>();
    private final EmbedderGuards guards = new EmbedderGuards(GUARD, new SimpleMeterRegistry());
    private final StaticEncoders staticEncoders =
            new StaticEncoders(new FitSettings(100, 2, 1_000, 1_000), Clock.systemUTC(), new SimpleMeterRegistry());
    private EmbedderProcess embedder;
    private LuceneIndex index;
    private SearchService search;

    private record Answer(SearchResponse response, Duration took) {}

    @BeforeEach
    void startSearching() throws IOException {
        embedder = new EmbedderProcess();
        index = LuceneIndex.open(directory, GENERATION, IndexSettings.DEFAULTS);
        index.apply(List.of(
                document("boats", "Boats are ships.", 1, 0, 0, 0).embedded(),
                document("rivers", "Rivers run.", 0, 1, 0, 0).embedded()));
        index.refresh();
        HttpQueryEmbedder http = new HttpQueryEmbedder(
                new HttpQueryEmbedder.Settings(embedder.url(), BUDGET, BUDGET),
                GENERATION,
                _ -> Optional.empty(),
                ObservationRegistry.NOOP);
        search = new SearchService(
                index,
                new CachingQueryEmbedder(guards.guard(GENERATION.id(), http), 1_000),
                staticEncoders.open(index),
                SearchSettings.DEFAULTS);
        for (int i = 0; i < SEARCHERS; i++) {
            searchers.add(CompletableFuture.runAsync(this::searchOnAndOn, THREADS));
        }
        awaitAnswer(answer -> !answer.degraded());
    }

    @AfterEach
    void stop() {
        searching.set(false);
        CompletableFuture.allOf(searchers.toArray(CompletableFuture[]::new))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        guards.close();
        staticEncoders.close();
        embedder.close();
        index.close();
    }

    @Test
    void killedUnderLoadItIsMissedByNoSearchAndTakenBackByItself() throws IOException {
        answers.clear();
        embedder.kill();
        awaitAnswer(SearchResponse::degraded);
        awaitSearches(400);

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.response().hits()).isNotEmpty());
        assertThat(answers).filteredOn(answer -> answer.response().degraded()).allSatisfy(answer -> {
            assertThat(answer.response().degradedReason()).isEqualTo(DegradedReason.EMBEDDER_UNAVAILABLE);
            assertThat(answer.response().fallback()).isEqualTo(Fallback.KEYWORDS);
        });
        assertThat(p99()).isLessThan(BUDGET.plus(SLACK));

        embedder.restart();
        awaitAnswer(answer -> !answer.degraded());
        assertThat(searchers).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void theStaticEncoderAnswersByMeaningMeanwhile() throws Exception {
        index.apply(boatsAndRivers(100));
        index.refresh();
        staticEncoders.fitDue();
        answers.clear();
        embedder.kill();
        awaitAnswer(SearchResponse::degraded);
        awaitSearches(400);

        assertThat(answers).filteredOn(answer -> answer.response().degraded()).allSatisfy(answer -> {
            assertThat(answer.response().degradedReason()).isEqualTo(DegradedReason.EMBEDDER_UNAVAILABLE);
            assertThat(answer.response().fallback()).isEqualTo(Fallback.STATIC_ENCODER);
            assertThat(answer.response().hits()).hasSize(10);
        });
        assertThat(p99()).isLessThan(BUDGET.plus(SLACK));
        SearchResponse byMeaning = search.search(SearchRequest.of("ships", SearchMode.SEMANTIC, 10));
        assertThat(byMeaning.fallback()).isEqualTo(Fallback.STATIC_ENCODER);
        assertThat(byMeaning.hits())
                .as("boats without that word are as near")
                .allSatisfy(hit -> assertThat(hit.docId()).startsWith("boat"))
                .anySatisfy(hit ->
                        assertThat(Objects.requireNonNull(hit.passage()).text()).doesNotContain("ships"));

        embedder.restart();
        awaitAnswer(answer -> !answer.degraded());
        assertThat(searchers).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void oneThatHangsIsWaitedForByAFewSearchesOnly() throws IOException {
        answers.clear();
        embedder.suspend();
        awaitAnswer(answer -> answer.degradedReason() == DegradedReason.EMBEDDER_TIMEOUT);
        awaitSearches(400);

        assertThat(answers)
                .filteredOn(answer -> answer.took().compareTo(BUDGET) >= 0)
                .as("until half of the latest calls have failed, and those then under way")
                .hasSizeLessThanOrEqualTo(GUARD.window() + SEARCHERS);
        assertThat(p99()).isLessThan(BUDGET.plus(SLACK));
        assertThat(answers).extracting(Answer::took).allMatch(took -> took.compareTo(BUDGET.multipliedBy(10)) < 0);

        embedder.restart();
        awaitAnswer(answer -> !answer.degraded());
        assertThat(searchers).noneMatch(CompletableFuture::isDone);
    }

    /** As many of each, the boats in three wordings. */
    private static List<IndexableDocument> boatsAndRivers(int each) {
        List<String> wordings = List.of("Boats float.", "Boats are ships.", "They float like ships.");
        List<IndexableDocument> documents = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            documents.add(document("boat-" + i, wordings.get(i % wordings.size()), 1, 0, 0, 0)
                    .embedded());
            documents.add(
                    document("river-" + i, "Rivers run to the sea.", 0, 1, 0, 0).embedded());
        }
        return documents;
    }

    /** Ends with the first search that fails. */
    private void searchOnAndOn() {
        while (searching.get()) {
            long start = System.nanoTime();
            SearchResponse response =
                    search.search(SearchRequest.of("boats " + queries.incrementAndGet(), SearchMode.HYBRID, 10));
            answers.add(new Answer(response, Duration.ofNanos(System.nanoTime() - start)));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Of a search that begins from now on. */
    private void awaitAnswer(Predicate<SearchResponse> wanted) {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> wanted.test(
                        search.search(SearchRequest.of("boats " + queries.incrementAndGet(), SearchMode.HYBRID, 10))));
    }

    private void awaitSearches(int more) {
        long until = queries.get() + more;
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> queries.get() >= until);
    }

    private Duration p99() {
        List<Duration> sorted = answers.stream().map(Answer::took).sorted().toList();
        return sorted.get(sorted.size() * 99 / 100);
    }
}
