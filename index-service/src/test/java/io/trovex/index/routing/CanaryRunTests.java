package io.trovex.index.routing;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.contracts.Generation;
import io.trovex.index.canary.CanaryDecision;
import io.trovex.index.canary.CanaryDecision.Kind;
import io.trovex.index.canary.CanarySettings;
import io.trovex.index.canary.CanarySteps;
import io.trovex.index.canary.CanaryTrial;
import io.trovex.index.canary.CanaryVerdict.RollBack;
import io.trovex.index.canary.RollbackCause;
import io.trovex.index.canary.Share;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.SearchSettings;
import io.trovex.index.search.Variant;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real indexes, real searches, and a clock that the test moves. */
class CanaryRunTests {
    private static final Generation CANDIDATE = new Generation("g2-test", "other-model", 3);
    private static final SearchRequest BOATS = SearchRequest.of("boats", SearchMode.HYBRID, 10);
    private static final CanarySettings SETTINGS = new CanarySettings(
            CanarySteps.ofPercent(List.of(20.0, 100.0)),
            20,
            Duration.ofSeconds(30),
            0.01,
            0.001,
            10,
            1.5,
            Duration.ofSeconds(5));

    @TempDir
    Path directory;

    private final List<CanaryDecision> written = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(11);
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private boolean journalAway;
    private double candidateErrors;
    private double servingErrors;
    private LuceneIndex servingIndex;
    private LuceneIndex candidateIndex;
    private SearchService serving;
    private SearchService candidate;
    private CanaryRun run;
    private SearchRouter router;

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
        serving = new SearchService(servingIndex, _ -> vector(servingErrors, 1, 0, 0, 0), SearchSettings.DEFAULTS);
        candidate = new SearchService(candidateIndex, _ -> vector(candidateErrors, 0, 1, 0), SearchSettings.DEFAULTS);
        run = new CanaryRun(() -> serving, this::write, clock(), Runnable::run);
        router = new SearchRouter(run);
    }

    @AfterEach
    void close() {
        servingIndex.close();
        candidateIndex.close();
    }

    @Test
    void aCandidateThatFailsAFifthOfItsSearchesIsRolledBackAndNoSearchFails() {
        candidateErrors = 0.2;
        servingErrors = 0.01;
        run.start("g2-test", candidate, SETTINGS);

        int searches = 0;
        while (run.trial().isPresent()) {
            assertThat(search("user-" + searches++).hits()).hasSize(1);
            run.evaluate();
            assertThat(searches).isLessThan(2_000);
        }

        CanaryDecision last = written.getLast();
        assertThat(last.kind()).isEqualTo(Kind.ROLLED_BACK);
        assertThat(last.share()).isEqualTo(Share.NONE);
        assertThat(last.verdict()).isInstanceOfSatisfying(RollBack.class, back -> {
            assertThat(back.cause()).isEqualTo(RollbackCause.FAILURES);
            assertThat(back.evidence().candidate().failed()).isPositive();
            assertThat(back.evidence().candidate().searches()).isLessThan(200);
        });
        for (int i = 0; i < 200; i++) {
            SearchResponse response = search("user-" + i);
            assertThat(response.generation()).isEqualTo("g1-test");
            assertThat(response.variant()).isEqualTo(Variant.SERVING);
        }
    }

    @Test
    void aGoodOneGetsItsSharesAndKeepsEverybodyUntilAnotherServes() {
        run.start("g2-test", candidate, SETTINGS);
        searchMuch();
        run.evaluate();
        assertThat(share()).as("the soak time is not over").isEqualTo(20);

        now = now.plus(SETTINGS.soak());
        run.evaluate();
        assertThat(share()).isEqualTo(100);
        searchMuch();
        now = now.plus(SETTINGS.soak());
        run.evaluate();
        run.evaluate();

        assertThat(written)
                .extracting(CanaryDecision::kind)
                .containsExactly(Kind.STARTED, Kind.ADVANCED, Kind.COMPLETED);
        assertThat(search("anybody").generation()).isEqualTo("g2-test");

        serving = candidate;
        run.evaluate();
        assertThat(run.trial()).isEmpty();
        assertThat(search("anybody").generation()).isEqualTo("g2-test");
        assertThat(search("anybody").variant()).isEqualTo(Variant.SERVING);
    }

    @Test
    void theWayBackNeedsNoJournalAndIsWrittenLater() {
        run.start("g2-test", candidate, SETTINGS);
        journalAway = true;
        candidateErrors = 1;
        for (int i = 0; i < 200; i++) {
            search("user-" + i);
        }

        run.evaluate();
        assertThat(run.trial()).isEmpty();
        assertThat(written).extracting(CanaryDecision::kind).containsExactly(Kind.STARTED);

        journalAway = false;
        run.evaluate();
        run.evaluate();
        assertThat(written).extracting(CanaryDecision::kind).containsExactly(Kind.STARTED, Kind.ROLLED_BACK);
    }

    @Test
    void theWayOnWaitsForTheJournal() {
        run.start("g2-test", candidate, SETTINGS);
        searchMuch();
        now = now.plus(SETTINGS.soak());
        journalAway = true;
        run.evaluate();
        assertThat(share()).isEqualTo(20);

        journalAway = false;
        run.evaluate();
        assertThat(share()).isEqualTo(100);
    }

    @Test
    void theWayBackDoesNotWaitForAJournalThatHangs() {
        List<Runnable> later = new ArrayList<>();
        run = new CanaryRun(() -> serving, this::write, clock(), later::add);
        router = new SearchRouter(run);
        run.start("g2-test", candidate, SETTINGS);
        searchMuch();
        now = now.plus(SETTINGS.soak());
        run.evaluate();
        run.evaluate();
        assertThat(later).as("the way on is being written").hasSize(1);

        candidateErrors = 1;
        searchMuch();
        run.evaluate();
        assertThat(run.trial()).isEmpty();

        later.getFirst().run();
        assertThat(written)
                .extracting(CanaryDecision::kind)
                .containsExactly(Kind.STARTED, Kind.ADVANCED, Kind.ROLLED_BACK);
        assertThat(written)
                .extracting(CanaryDecision::startedAt)
                .containsOnly(written.getFirst().decidedAt());
        assertThat(run.trial()).as("the way on came too late").isEmpty();
    }

    @Test
    void withoutAJournalNoneBegins() {
        journalAway = true;

        assertThatThrownBy(() -> run.start("g2-test", candidate, SETTINGS)).hasMessageContaining("away");
        assertThat(run.trial()).isEmpty();
    }

    @Test
    void afterARestartItGoesOnAtItsStep() {
        run.start("g2-test", candidate, SETTINGS);
        searchMuch();
        now = now.plus(SETTINGS.soak());
        run.evaluate();
        CanaryDecision last = written.getLast();

        CanaryRun restarted = new CanaryRun(() -> serving, this::write, clock(), Runnable::run);
        restarted.follow(
                last.candidate(),
                candidate,
                SETTINGS,
                last.progress(),
                written.getFirst().decidedAt());

        assertThat(restarted.trial().map(CanaryTrial::share)).hasValue(Share.ALL);
        assertThat(restarted.trial().orElseThrow().progress())
                .isEqualTo(run.trial().orElseThrow().progress());
        now = now.plus(SETTINGS.soak());
        restarted.evaluate();
        assertThat(restarted.trial()).as("no data holds").isPresent();
        assertThat(written.getLast()).isEqualTo(last);
    }

    @Test
    void ofTwoProcessesTheOneThatIsBehindTakesTheOthersStep() {
        CanaryRun other = new CanaryRun(() -> serving, this::write, clock(), Runnable::run);
        run.start("g2-test", candidate, SETTINGS);
        CanaryDecision start = written.getFirst();
        other.follow("g2-test", candidate, SETTINGS, start.progress(), start.decidedAt());
        assertThat(other.trial().orElseThrow().share().percent()).isEqualTo(20);

        searchMuch();
        now = now.plus(SETTINGS.soak());
        run.evaluate();
        other.follow("g2-test", candidate, SETTINGS, written.getLast().progress(), start.decidedAt());
        run.follow("g2-test", candidate, SETTINGS, start.progress(), start.decidedAt());

        assertThat(other.trial().map(CanaryTrial::share)).hasValue(Share.ALL);
        assertThat(run.trial().map(CanaryTrial::share)).as("the log is late").hasValue(Share.ALL);
    }

    @Test
    void whatItEndedStaysEndedWhileTheJournalSaysOtherwiseAndAnotherMayBegin() {
        run.start("g2-test", candidate, SETTINGS);
        CanaryDecision start = written.getFirst();
        candidateErrors = 1;
        searchMuch();
        run.evaluate();

        run.follow("g2-test", candidate, SETTINGS, start.progress(), start.decidedAt());
        assertThat(run.trial()).isEmpty();

        now = now.plusSeconds(1);
        run.start("g2-test", candidate, SETTINGS);
        assertThat(run.trial()).isPresent();
        run.leave(Instant.MAX);
        assertThat(run.trial()).isEmpty();
    }

    @Test
    void thereIsOneAtATime() {
        run.start("g2-test", candidate, SETTINGS);

        assertThatThrownBy(() -> run.start("g3-test", candidate, SETTINGS))
                .hasMessageContaining("g2-test runs already");
    }

    private double share() {
        return run.trial().orElseThrow().share().percent();
    }

    private void searchMuch() {
        for (int i = 0; i < 300; i++) {
            assertThat(search("user-" + i).hits()).hasSize(1);
        }
    }

    private SearchResponse search(String user) {
        return router.search(BOATS, user);
    }

    private void write(CanaryDecision decision) {
        if (journalAway) {
            throw new IllegalStateException("the journal is away");
        }
        written.add(decision);
    }

    private float[] vector(double errors, float... components) {
        if (random.nextDouble() < errors) {
            throw new IllegalStateException("a model that fails");
        }
        return components;
    }

    private Clock clock() {
        InstantSource moved = () -> now;
        return moved.withZone(ZoneOffset.UTC);
    }
}
