package io.trovex.index.routing;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.contracts.Generation;
import io.trovex.index.canary.ArmCounts;
import io.trovex.index.canary.CanaryProgress;
import io.trovex.index.canary.CanarySettings;
import io.trovex.index.canary.CanarySteps;
import io.trovex.index.canary.CanaryTrial;
import io.trovex.index.canary.CanaryVerdict;
import io.trovex.index.canary.RollbackCause;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.engine.SearchRefusedException;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.Fallback;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import io.trovex.index.search.RememberedAnswers;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.SearchSettings;
import io.trovex.index.search.UnknownDocumentException;
import io.trovex.index.search.Variant;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchRouterTests {
    private static final Generation CANDIDATE = new Generation("g2-test", "other-model", 3);
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final SearchRequest BOATS = SearchRequest.of("boats", SearchMode.HYBRID, 10);
    private static final SearchRequest SHIPS = SearchRequest.of("ships", SearchMode.HYBRID, 10);
    private static final CanarySettings HALF =
            CanarySettings.DEFAULTS.with(CanarySteps.ofPercent(List.of(50.0, 100.0)));

    @TempDir
    Path directory;

    private LuceneIndex servingIndex;
    private LuceneIndex candidateIndex;
    private SearchService serving;
    private SearchService candidate;
    private boolean servingModelAway;
    private float @Nullable [] candidateVector = {0, 1, 0};
    private final CanaryTrial canary = new CanaryTrial(CANDIDATE.id(), HALF, CanaryProgress.begin(NOW));
    private final String tryer = user(true);
    private final String other = user(false);
    private final AtomicReference<@Nullable Traffic> traffic = new AtomicReference<>();
    private final SearchRouter router = new SearchRouter(this::traffic);

    @BeforeEach
    void open() {
        servingIndex = LuceneIndex.open(directory.resolve("serving"), GENERATION, IndexSettings.DEFAULTS);
        candidateIndex = LuceneIndex.open(directory.resolve("candidate"), CANDIDATE, IndexSettings.DEFAULTS);
        servingIndex.apply(
                List.of(document("boats", "Boats are ships.", 1, 0, 0, 0).embedded()));
        candidateIndex.apply(List.of(new IndexableDocument(
                document("boats", "Boats are ships.", 0, 1, 0).event(CANDIDATE), "Boats are ships.")));
        servingIndex.refresh();
        candidateIndex.refresh();
        serving = new SearchService(servingIndex, _ -> servingVector(), SearchSettings.DEFAULTS);
        candidate = new SearchService(candidateIndex, _ -> candidateVector(), SearchSettings.DEFAULTS);
        traffic.set(new Traffic(serving, new Traffic.Trial(candidate, canary)));
    }

    @AfterEach
    void close() {
        servingIndex.close();
        candidateIndex.close();
    }

    @Test
    void aUserOfTheShareGetsTheCandidateAndEverybodyElseTheServingGeneration() {
        SearchResponse tried = router.search(BOATS, tryer);
        assertThat(tried.generation()).isEqualTo("g2-test");
        assertThat(tried.model()).isEqualTo("other-model");
        assertThat(tried.variant()).isEqualTo(Variant.CANDIDATE);
        assertThat(tried.share()).isEqualTo(50);
        assertThat(tried.fallback()).isNull();

        SearchResponse served = router.search(BOATS, other);
        assertThat(served.generation()).isEqualTo("g1-test");
        assertThat(served.variant()).isEqualTo(Variant.SERVING);
        assertThat(served.share()).isEqualTo(50);
    }

    @Test
    void withoutACanaryEverybodyIsServed() {
        traffic.set(Traffic.of(serving));

        assertThat(router.search(BOATS, tryer).generation()).isEqualTo("g1-test");
        assertThat(router.search(BOATS, tryer).share()).isEqualTo(100);
    }

    @Test
    void answersAreRememberedExceptWhileTwoGenerationsAreCompared() {
        RememberedAnswers answers = new RememberedAnswers(1);
        serving = serving.remembering(answers);
        candidate = candidate.remembering(answers);
        traffic.set(new Traffic(serving, new Traffic.Trial(candidate, canary)));
        for (String user : List.of(tryer, other, tryer, other)) {
            router.search(BOATS, user);
        }
        assertThat(answers.statistics().requestCount()).isZero();

        traffic.set(Traffic.of(serving));
        router.search(BOATS, tryer);
        router.search(BOATS, other);
        assertThat(answers.statistics().hitCount()).isEqualTo(1);
    }

    @Test
    void searchesOfNobodyInParticularAreSharedOutOneByOne() {
        for (int i = 0; i < 200; i++) {
            router.search(BOATS, null);
        }

        CanaryVerdict verdict = canary.judge(NOW);
        assertThat(verdict.evidence().candidate().searches()).isBetween(60L, 140L);
        assertThat(verdict.evidence().serving().searches())
                .isEqualTo(200 - verdict.evidence().candidate().searches());
    }

    @Test
    void whatTheCandidateFailsTheServingGenerationAnswersAndTheAnswerSaysSo() {
        candidateVector = null;

        SearchResponse response = router.search(BOATS, tryer);

        assertThat(response.hits()).hasSize(1);
        assertThat(response.generation()).isEqualTo("g1-test");
        assertThat(response.variant()).isEqualTo(Variant.CANDIDATE);
        assertThat(response.fallback()).isEqualTo(Fallback.SERVING_GENERATION);
        assertThat(response.degraded()).isFalse();
        assertThat(canary.judge(NOW).evidence().candidate().failed()).isEqualTo(1);
    }

    @Test
    void anIndexThatThrowsIsFallenBackFromToo() {
        candidateIndex.close();

        assertThat(router.search(SearchRequest.of("boats", SearchMode.KEYWORD, 10), tryer)
                        .fallback())
                .isEqualTo(Fallback.SERVING_GENERATION);
    }

    @Test
    void whenTheServingModelIsAwayTooTheWordsAnswer() {
        candidateVector = null;
        servingModelAway = true;

        SearchResponse response = router.search(BOATS, tryer);

        assertThat(response.hits()).hasSize(1);
        assertThat(response.degraded()).isTrue();
        assertThat(response.degradedReason()).isEqualTo(DegradedReason.EMBEDDER_TIMEOUT);
        assertThat(response.fallback()).isEqualTo(Fallback.KEYWORDS);
    }

    @Test
    void whatTheWordsAnsweredCountsAsFailedAtTheServingGenerationJustTheSame() {
        servingModelAway = true;
        router.search(BOATS, other);

        assertThat(canary.judge(NOW).evidence().serving().failed()).isEqualTo(1);
    }

    @Test
    void whatFailsAtBothCountsAtBothAlike() {
        candidateIndex.close();
        servingIndex.close();

        assertThatThrownBy(() -> router.search(BOATS, tryer)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> router.search(BOATS, other)).isInstanceOf(RuntimeException.class);
        assertThat(canary.judge(NOW).evidence().candidate().failed()).isEqualTo(1);
        assertThat(canary.judge(NOW).evidence().serving().failed()).isEqualTo(1);
    }

    @Test
    void whatFailsAtBothIsNobodysFaultWhereNobodyElseIsAsked() {
        CanaryTrial alone = new CanaryTrial(CANDIDATE.id(), HALF, new CanaryProgress(1, NOW, Map.of(), ArmCounts.NONE));
        traffic.set(new Traffic(serving, new Traffic.Trial(candidate, alone)));
        candidateVector = null;
        servingModelAway = true;
        router.search(BOATS, tryer);
        candidateIndex.close();
        servingIndex.close();
        assertThatThrownBy(() -> router.search(BOATS, tryer)).isInstanceOf(RuntimeException.class);

        assertThat(alone.judge(NOW).evidence().candidate().searches()).isZero();
    }

    @Test
    void aCandidateThatFailsAsOftenAsTheServingGenerationIsNotRolledBack() {
        SplittableRandom random = new SplittableRandom(29);
        SearchService servingTimesOut = new SearchService(
                timingOut(servingIndex, random), _ -> new float[] {1, 0, 0, 0}, SearchSettings.DEFAULTS);
        SearchService candidateTimesOut = new SearchService(
                timingOut(candidateIndex, random), _ -> new float[] {0, 1, 0}, SearchSettings.DEFAULTS);
        traffic.set(new Traffic(servingTimesOut, new Traffic.Trial(candidateTimesOut, canary)));
        for (int i = 0; i < 2_000; i++) {
            try {
                router.search(BOATS, i % 2 == 0 ? tryer : other);
            } catch (IndexUnavailableException _) {
                // its user is told
            }
        }

        CanaryVerdict verdict = canary.judge(NOW);
        assertThat(verdict.evidence().serving().failed()).isBetween(25L, 90L);
        assertThat(verdict).isNotInstanceOf(CanaryVerdict.RollBack.class);
    }

    @Test
    void aSearchThatIsWrongByItselfCountsAtNeither() {
        SearchRequest lost = BOATS.like("nowhere");

        assertThatThrownBy(() -> router.search(lost, tryer)).isInstanceOf(UnknownDocumentException.class);
        assertThatThrownBy(() -> router.search(lost, other)).isInstanceOf(UnknownDocumentException.class);
        assertThat(canary.judge(NOW).evidence().candidate().searches()).isZero();
        assertThat(canary.judge(NOW).evidence().serving().searches()).isZero();
    }

    @Test
    void aSearchThatAnEngineRefusesCountsAtNeither() {
        SearchService refuses =
                new SearchService(refusing(candidateIndex), _ -> new float[] {0, 1, 0}, SearchSettings.DEFAULTS);
        traffic.set(new Traffic(serving, new Traffic.Trial(refuses, canary)));
        assertThat(router.search(BOATS, tryer).fallback()).isEqualTo(Fallback.SERVING_GENERATION);
        SearchService servingRefuses =
                new SearchService(refusing(servingIndex), _ -> servingVector(), SearchSettings.DEFAULTS);
        traffic.set(new Traffic(servingRefuses, new Traffic.Trial(refuses, canary)));
        assertThatThrownBy(() -> router.search(BOATS, tryer)).isInstanceOf(SearchRefusedException.class);
        assertThatThrownBy(() -> router.search(BOATS, other)).isInstanceOf(SearchRefusedException.class);

        assertThat(canary.judge(NOW).evidence().candidate().searches()).isZero();
        assertThat(canary.judge(NOW).evidence().serving().searches()).isZero();
    }

    private static SearchIndex refusing(SearchIndex index) {
        return (SearchIndex) Proxy.newProxyInstance(
                SearchIndex.class.getClassLoader(), new Class<?>[] {SearchIndex.class}, (_, method, arguments) -> {
                    if (method.getName().equals("view")) {
                        throw new SearchRefusedException("too many clauses");
                    }
                    return method.invoke(index, arguments);
                });
    }

    @Test
    void emptyAnswersAreCounted() {
        SearchRequest nothing = SearchRequest.of("submarines", SearchMode.KEYWORD, 10);
        router.search(nothing, tryer);
        router.search(nothing, other);
        router.search(SHIPS, other);

        CanaryVerdict verdict = canary.judge(NOW);
        assertThat(verdict.evidence().candidate().empty()).isEqualTo(1);
        assertThat(verdict.evidence().serving().empty()).isEqualTo(1);
        assertThat(verdict.evidence().serving().latencies().count()).isEqualTo(2);
    }

    @Test
    void aCandidateThatOnlyFailsIsRolledBackAfterTenSearchesNoneOfWhichItCost() {
        candidateVector = null;
        for (int i = 0; i < 10; i++) {
            assertThat(router.search(BOATS, tryer).hits()).hasSize(1);
        }

        assertThat(canary.judge(NOW))
                .isInstanceOfSatisfying(
                        CanaryVerdict.RollBack.class,
                        back -> assertThat(back.cause()).isEqualTo(RollbackCause.CONSECUTIVE_FAILURES));
    }

    /** Of twenty searches one finds it away. */
    private static SearchIndex timingOut(SearchIndex index, SplittableRandom random) {
        return (SearchIndex) Proxy.newProxyInstance(
                SearchIndex.class.getClassLoader(), new Class<?>[] {SearchIndex.class}, (_, method, arguments) -> {
                    if (method.getName().equals("view") && random.nextInt(20) == 0) {
                        throw new IndexUnavailableException("timed out", null);
                    }
                    return method.invoke(index, arguments);
                });
    }

    private static String user(boolean tries) {
        CanaryTrial canary = new CanaryTrial(CANDIDATE.id(), HALF, CanaryProgress.begin(NOW));
        int i = 0;
        while (canary.isTriedBy("user-" + i) != tries) {
            i++;
        }
        return "user-" + i;
    }

    private Traffic traffic() {
        Traffic now = traffic.get();
        assertThat(now).isNotNull();
        return now;
    }

    private float[] servingVector() {
        if (servingModelAway) {
            throw new QueryEmbedderUnavailableException(DegradedReason.EMBEDDER_TIMEOUT, "away", null);
        }
        return new float[] {1, 0, 0, 0};
    }

    private float[] candidateVector() {
        if (candidateVector == null) {
            throw new QueryEmbedderUnavailableException(DegradedReason.EMBEDDER_UNAVAILABLE, "away", null);
        }
        return candidateVector;
    }
}
