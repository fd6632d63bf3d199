package io.trovex.ingest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.LetterDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LettersTests {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String TOPIC = "documents.validated-dlt";

    private final Letters letters = new Letters(3);

    @Test
    void aDecisionMayBeReadBeforeItsLetter() {
        letters.decide(id(5), new Decision(LetterDecision.DISCARDED, NOON, "why"));
        letters.add(letter(5, 0, "d", "cause"));

        assertThat(letters.find(id(5))).map(Standing::state).hasValue(LetterState.DISCARDED);
    }

    @Test
    void theNewestDecisionCountsAndAVoidOneReopens() {
        letters.add(letter(5, 0, "d", "cause"));
        letters.decide(id(5), new Decision(LetterDecision.REDRIVEN, NOON, null));
        letters.decide(id(5), new Decision(LetterDecision.SUPERSEDED, NOON, null));
        assertThat(letters.find(id(5))).map(Standing::state).hasValue(LetterState.SUPERSEDED);

        letters.decide(id(5), null);
        assertThat(letters.find(id(5))).map(Standing::state).hasValue(LetterState.OPEN);
    }

    @Test
    void aLetterReadTwiceIsOne() {
        letters.add(letter(5, 0, "d", "cause"));
        letters.add(letter(5, 0, "d", "cause"));

        assertThat(letters.page(LetterFilter.ALL, null, 10).total()).isEqualTo(1);
    }

    @Test
    void tooManyRedrivesAreAQuarantineUntilSomebodyDecides() {
        letters.add(letter(5, 3, "d", "cause"));
        assertThat(letters.find(id(5))).map(Standing::state).hasValue(LetterState.QUARANTINED);

        letters.decide(id(5), new Decision(LetterDecision.DISCARDED, NOON, "why"));
        assertThat(letters.find(id(5))).map(Standing::state).hasValue(LetterState.DISCARDED);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetitionThoughLettersArrive() {
        for (int i = 0; i < 25; i++) {
            letters.add(letter(i, 0, "d" + i, "cause"));
        }
        List<Long> seen = new ArrayList<>();
        @Nullable LetterCursor cursor = null;
        int late = 25;
        do {
            LetterPage page = letters.page(LetterFilter.ALL, cursor, 4);
            page.letters().forEach(letter -> seen.add(letter.id().offset()));
            cursor = page.next() == null ? null : LetterCursor.parse(page.next().opaque());
            letters.add(letter(late++, 0, "late", "cause"));
        } while (cursor != null);

        assertThat(seen).hasSize(25).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void selectsInTheOrderOfTheLogSoThatADocumentsLettersKeepTheirs() {
        for (int i = 9; i >= 0; i--) {
            letters.add(letter(9 - i, 0, "same", "cause"));
        }

        Selection selection = letters.select(filter("same"), 4);

        assertThat(selection.letters()).extracting(each -> each.id().offset()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(selection.matched()).isEqualTo(10);
    }

    @Test
    void whatRetentionRemovesIsForgottenAndItsDecisionsAreNamed() {
        for (int i = 0; i < 4; i++) {
            letters.add(letter(i, 0, "d", "cause"));
        }
        letters.decide(id(1), new Decision(LetterDecision.REDRIVEN, NOON, null));
        letters.decide(id(3), new Decision(LetterDecision.REDRIVEN, NOON, null));

        assertThat(letters.forgetBefore(id(2))).containsExactly(id(1));
        assertThat(letters.page(LetterFilter.ALL, null, 10).total()).isEqualTo(2);
    }

    @Test
    void aTopicThatIsGoneIsForgottenAndOneMadeAnewBeginsAtZero() {
        letters.add(letter(7, 0, "d", "cause"));
        letters.decide(id(7), new Decision(LetterDecision.REDRIVEN, NOON, null));
        letters.decide(new LetterId("never-read-dlt", 1, 3), new Decision(LetterDecision.REDRIVEN, NOON, null));

        assertThat(letters.retain((topic, partition) -> true)).isEmpty();
        assertThat(letters.retain((topic, partition) -> false))
                .containsExactlyInAnyOrder(id(7), new LetterId("never-read-dlt", 1, 3));
        assertThat(letters.page(LetterFilter.ALL, null, 10).total()).isZero();

        letters.add(letter(0, 0, "d", "cause"));
        assertThat(letters.find(id(0))).map(Standing::state).hasValue(LetterState.OPEN);
    }

    @Test
    void aStageIsMeantByItsNameAndByItsKind() {
        letters.add(letter(1, "index", "d", "cause"));
        letters.add(letter(2, "index.bge", "d", "cause"));
        letters.add(letter(3, "index.bge-2", "d", "cause"));
        letters.add(letter(4, "indexes", "d", "cause"));

        assertThat(ofStage("index")).containsExactly(1L, 2L, 3L);
        assertThat(ofStage("index.bge")).containsExactly(2L);
    }

    @Test
    void anExampleIsAnOpenLetterWhereThereIsOne() {
        letters.add(letter(1, 0, "d", "cause"));
        letters.add(letter(2, 0, "d", "cause"));
        letters.decide(id(2), new Decision(LetterDecision.REDRIVEN, NOON, null));

        LetterGroup group = letters.groups(LetterFilter.ALL).getFirst();

        assertThat(group.example()).isEqualTo(id(1));
        assertThat(group.open()).isEqualTo(1);
        assertThat(group.oldestOpen()).isEqualTo(NOON.plusMillis(1));
        assertThat(group.lastSeen()).isEqualTo(NOON.plusMillis(2));
    }

    @Test
    void aMillionLettersFitInAHundredMegabytesAndAreGoneThroughInAMoment() {
        long before = usedBytes();
        for (int i = 0; i < 1_000_000; i++) {
            letters.add(letter(i, i % 5, "document-" + i, "cause-" + i % 50));
        }
        long bytes = usedBytes() - before;
        long start = System.nanoTime();
        assertThat(letters.groups(LetterFilter.ALL)).hasSize(50);
        assertThat(letters.page(filter("document-77"), null, 10).total()).isEqualTo(1);
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        System.out.printf("a million letters: %d bytes each, grouped and searched in %s%n", bytes / 1_000_000, took);
        assertThat(bytes).isLessThan(100_000_000);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private List<Long> ofStage(String stage) {
        LetterFilter filter = new LetterFilter(stage, null, null, null, null, null, Set.of());
        return letters.select(filter, 10).letters().stream()
                .map(each -> each.id().offset())
                .toList();
    }

    private static LetterFilter filter(String docId) {
        return new LetterFilter(null, null, null, docId, null, null, Set.of());
    }

    private static LetterId id(long offset) {
        return new LetterId(TOPIC, 0, offset);
    }

    static DeadLetter letter(long offset, int redriveCount, String docId, String cause) {
        return letter(offset, redriveCount, "embedding", docId, cause);
    }

    private static DeadLetter letter(long offset, String stage, String docId, String cause) {
        return letter(offset, 0, stage, docId, cause);
    }

    private static DeadLetter letter(long offset, int redriveCount, String stage, String docId, String cause) {
        LetterFacts facts =
                new LetterFacts(stage, cause, "rejected", List.of(), 1, NOON, redriveCount, docId, 1L, null, null);
        return new DeadLetter(id(offset), NOON.plusMillis(offset), facts, null, null, List.of());
    }
}
