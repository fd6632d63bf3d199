package io.trovex.ingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LedgerTests {
    private static final int OFFSETS = 40;

    private final Ledger ledger = opened();

    @Test
    void whatIsSubmittedIsInFlightUntilItEnds() {
        submit(0, 1, 2);
        ledger.settled(new Origin(0, 1), End.INDEXED);

        PartitionAccount account = account(ledger);
        assertThat(account.submitted()).isEqualTo(3);
        assertThat(account.inFlight()).isEqualTo(2);
        assertThat(account.ends()).containsEntry(End.INDEXED, 1L);
        assertThat(ledger.offsetsInFlightBefore(0, 10, 10)).containsExactly(0L, 2L);
    }

    @Test
    void anEndThatIsReadBeforeItsSubmissionCountsFromThenOn() {
        submit(0);
        ledger.settled(new Origin(0, 1), End.INDEXED);
        assertThat(account(ledger).settled()).isZero();

        submit(1);

        assertThat(account(ledger).settled()).isEqualTo(1);
        assertThat(account(ledger).inFlight()).isEqualTo(1);
    }

    @Test
    void anOffsetThatTheLogSkipsWasCompactedAwayForANewerOne() {
        submit(0, 4, 5);

        assertThat(account(ledger).ends()).containsEntry(End.SUPERSEDED, 3L);
        assertThat(account(ledger).inFlight()).isEqualTo(3);
        assertThat(account(ledger).isBalanced()).isTrue();
    }

    @Test
    void compactionTakesNoEndAwayThatTheLogTells() {
        submit(0, 1, 2, 3);
        ledger.settled(new Origin(0, 0), End.INDEXED);
        ledger.settled(new Origin(0, 1), End.DEAD_LETTERED);

        ledger.vanished(0, 0, 3);

        assertThat(account(ledger).ends())
                .containsEntry(End.INDEXED, 1L)
                .containsEntry(End.SUPERSEDED, 1L)
                .containsEntry(End.DEAD_LETTERED, 1L);
        ledger.settled(new Origin(0, 2), End.REJECTED);
        assertThat(account(ledger).ends()).containsEntry(End.SUPERSEDED, 0L).containsEntry(End.REJECTED, 1L);
    }

    @Test
    void aDeadLetterThatIsRedrivenAndIndexedIsIndexed() {
        submit(0);
        ledger.settled(new Origin(0, 0), End.DEAD_LETTERED);
        ledger.settled(new Origin(0, 0), End.INDEXED);
        ledger.settled(new Origin(0, 0), End.SUPERSEDED);

        assertThat(account(ledger).ends()).containsEntry(End.INDEXED, 1L).containsEntry(End.DEAD_LETTERED, 0L);
    }

    @Test
    void nothingBeforeTheOpeningIsAccountedFor() {
        submit(0, 1, 2, 3);
        ledger.settled(new Origin(0, 1), End.INDEXED);

        ledger.open(0, 3);
        ledger.settled(new Origin(0, 2), End.INDEXED);

        assertThat(account(ledger).submitted()).isEqualTo(1);
        assertThat(account(ledger).settled()).isZero();
        assertThat(account(ledger).isBalanced()).isTrue();
    }

    @Test
    void anOpeningAheadOfWhatWasReadMovesTheReadingOn() {
        ledger.open(0, 7);

        assertThat(ledger.next(0)).isEqualTo(7);
        assertThat(account(ledger).submitted()).isZero();
    }

    @Test
    void anEndOfAnUnknownPartitionIsSaidSo() {
        assertThat(ledger.settled(new Origin(9, 0), End.INDEXED)).isFalse();
        assertThat(ledger.settled(new Origin(0, -1), End.INDEXED)).isTrue();
        assertThat(account(ledger).settled()).isZero();
    }

    @Test
    void countsWhatTheLogHasAndTheLedgerHasNotRead() {
        submit(0, 1);
        ledger.settled(new Origin(0, 0), End.INDEXED);

        assertThat(ledger.inFlight(Map.of())).isEqualTo(1);
        assertThat(ledger.inFlight(Map.of(0, 5L))).isEqualTo(4);
        assertThat(ledger.inFlight(Map.of(0, 1L))).isEqualTo(1);
    }

    @Test
    void offsetsBeyondThirtyTwoBitsAreCounted() {
        long far = (1L << 33) + 5;
        ledger.open(0, far);
        ledger.submitted(0, far);
        ledger.submitted(0, far + 2);
        ledger.settled(new Origin(0, far), End.INDEXED);

        assertThat(account(restored(ledger))).isEqualTo(account(ledger));
        assertThat(account(ledger).submitted()).isEqualTo(3);
        assertThat(account(ledger).inFlight()).isEqualTo(1);
    }

    /** One thing that the log tells: a submission, an end, or that a record is gone. */
    record Fact(long offset, End end, boolean vanished) {}

    @Property(tries = 500)
    void theOrderAndTheRepetitionOfFactsChangeNothing(@ForAll("facts") List<Fact> facts, @ForAll long seed) {
        Random random = new Random(seed);
        List<Fact> other = new ArrayList<>(facts);
        facts.stream().filter(_ -> random.nextBoolean()).forEach(other::add);
        Collections.shuffle(other, random);

        assertThat(account(told(other, random))).isEqualTo(account(told(facts, new Random(0))));
    }

    @Property(tries = 500)
    void everyOffsetIsInExactlyOnePlaceAtEveryMoment(@ForAll("facts") List<Fact> facts, @ForAll long seed) {
        Random random = new Random(seed);
        Ledger some = opened();
        long read = 0;
        for (Fact fact : facts) {
            if (random.nextBoolean()) {
                read += random.nextInt(3);
                some.submitted(0, read++);
            }
            tell(some, fact);
            assertThat(account(some).isBalanced()).isTrue();
        }
        assertThat(account(some).submitted()).isEqualTo(read);
    }

    @Property(tries = 200)
    void aSnapshotGoesOnAsIfNothingHadHappened(@ForAll("facts") List<Fact> facts, @ForAll long seed) {
        int cut = new Random(seed).nextInt(facts.size());
        Ledger first = told(facts.subList(0, cut), new Random(seed));
        Ledger second = restored(first);
        facts.subList(cut, facts.size()).forEach(fact -> {
            tell(first, fact);
            tell(second, fact);
        });

        assertThat(account(second)).isEqualTo(account(first));
        assertThat(second.offsetsInFlightBefore(0, OFFSETS, OFFSETS))
                .isEqualTo(first.offsetsInFlightBefore(0, OFFSETS, OFFSETS));
    }

    @Provide
    Arbitrary<List<Fact>> facts() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, OFFSETS - 1),
                        Arbitraries.of(End.class),
                        Arbitraries.integers().between(0, 9))
                .as((offset, end, kind) -> new Fact(offset, end, kind == 0))
                .list()
                .ofMinSize(1)
                .ofMaxSize(80);
    }

    /** Submissions keep their order, wherever among the ends they are read; the tenth of them is compacted away. */
    private static Ledger told(List<Fact> facts, Random random) {
        Ledger some = opened();
        int read = 0;
        for (Fact fact : facts) {
            while (read < OFFSETS && random.nextBoolean()) {
                submitUnlessGone(some, read++);
            }
            tell(some, fact);
        }
        while (read < OFFSETS) {
            submitUnlessGone(some, read++);
        }
        return some;
    }

    private static void submitUnlessGone(Ledger some, int offset) {
        if (offset != 10) {
            some.submitted(0, offset);
        }
    }

    private static void tell(Ledger some, Fact fact) {
        if (fact.vanished() && fact.offset() < some.next(0)) {
            some.vanished(0, fact.offset(), fact.offset() + 1);
            return;
        }
        some.settled(new Origin(0, fact.offset()), fact.vanished() ? End.COMPACTED : fact.end());
    }

    private static Ledger restored(Ledger some) {
        Ledger other = new Ledger();
        other.restore(some.snapshot());
        return other;
    }

    private static Ledger opened() {
        Ledger some = new Ledger();
        some.open(0, 0);
        some.heard(Instant.EPOCH, true);
        return some;
    }

    private void submit(long... offsets) {
        for (long offset : offsets) {
            ledger.submitted(0, offset);
        }
    }

    private static PartitionAccount account(Ledger some) {
        return some.account().partitions().getFirst();
    }
}
