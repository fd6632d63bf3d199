package io.trovex.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trovex.contracts.Origin;
import io.trovex.contracts.Violation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class DocumentLifeTests {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void gathersTheStepsOfOneSubmission() {
        DocumentLife life = reached(1, 0, Status.SUBMITTED, 0)
                .merge(reached(1, 0, Status.VALIDATED, 10))
                .merge(reached(1, 0, Status.EMBEDDED, 20))
                .merge(reached(1, 0, Status.INDEXED, 30));

        assertThat(life.status()).isEqualTo(Status.INDEXED);
        assertThat(life.times()).hasSize(4).containsEntry(Status.EMBEDDED, NOON.plusMillis(20));
    }

    @Test
    void aNewerVersionReplacesWhatWasKnown() {
        DocumentLife old = reached(1, 5, Status.INDEXED, 30);
        DocumentLife fresh = reached(2, 3, Status.SUBMITTED, 40);

        assertThat(old.merge(fresh)).isEqualTo(fresh.merge(old));
        assertThat(old.merge(fresh).version()).isEqualTo(2);
        assertThat(old.merge(fresh).times()).isEqualTo(fresh.times());
    }

    @Test
    void theSameVersionSubmittedAgainStartsAnew() {
        assertThat(reached(1, 5, Status.INDEXED, 30)
                        .merge(reached(1, 9, Status.SUBMITTED, 40))
                        .status())
                .isEqualTo(Status.SUBMITTED);
    }

    @Test
    void isNotTheLastWhereAnOlderVersionCameAfterItUntilTheIndexTookItAgain() {
        DocumentLife newest = settled(9, 10, Status.INDEXED, place(100, 30));
        DocumentLife late = settled(5, 20, Status.SUPERSEDED, place(101, 40));

        assertThat(newest.isHeldNotLast()).isFalse();
        assertThat(newest.merge(late).isHeldNotLast()).isTrue();
        assertThat(late.merge(newest).isHeldNotLast()).isTrue();
        DocumentLife again = newest.merge(late).heldAgainAt(30).merge(reached(9, 30, Status.SUBMITTED, 50));
        assertThat(again.status()).isEqualTo(Status.INDEXED);
        assertThat(again.isHeldNotLast()).as("while it is on its way").isFalse();
        assertThat(again.merge(settled(9, 30, Status.INDEXED, place(100, 60))).isHeldNotLast())
                .isTrue();
        assertThat(again.merge(settled(9, 30, Status.INDEXED, place(102, 60))).isHeldNotLast())
                .isFalse();
        assertThat(reached(9, 10, Status.EMBEDDED, 30).merge(late).isHeldNotLast())
                .isFalse();
    }

    @Test
    void whateverTheOrderOfSubmissionThePlaceInTheGenerationsTopicDecides() {
        DocumentLife newest = settled(9, 10, Status.INDEXED, place(100, 30));
        DocumentLife readAgain = settled(5, 20, Status.SUPERSEDED, place(99, 40));
        DocumentLife replayed = settled(5, 7, Status.SUPERSEDED, place(101, 40));
        DocumentLife ofAnother = settled(5, 7, Status.SUPERSEDED, new Place("g2", 101, NOON.plusMillis(40)));

        assertThat(newest.merge(readAgain).isHeldNotLast()).isFalse();
        assertThat(newest.merge(ofAnother).isHeldNotLast()).isFalse();
        assertThat(newest.merge(replayed).isHeldNotLast()).isTrue();
        // as when the embedding stage is replayed: the newest is again behind the older one
        DocumentLife both = newest.merge(replayed).merge(settled(9, 10, Status.INDEXED, place(102, 50)));
        assertThat(both.isHeldNotLast()).isFalse();
    }

    @Test
    void anOlderVersionDroppedAgainFurtherBackCountsWhereItLiesNow() {
        DocumentLife newest = settled(9, 10, Status.INDEXED, place(102, 30));
        DocumentLife dropped = settled(5, 7, Status.SUPERSEDED, place(101, 40));
        DocumentLife replayed = settled(5, 7, Status.SUPERSEDED, place(103, 50));

        DocumentLife life = newest.merge(replayed).merge(dropped);

        assertThat(newest.merge(dropped).isHeldNotLast()).isFalse();
        assertThat(life.isHeldNotLast()).isTrue();
        assertThat(DocumentStatus.of(life).superseded())
                .containsExactly(new DocumentStatus.Dropped(5, NOON.plusMillis(40), "trace-40"));
    }

    @Test
    void isNotTheLastWhereANewerVersionWasRefusedUntilItIsSubmittedAgain() {
        DocumentLife indexed = settled(1, 10, Status.INDEXED, place(100, 30));
        DocumentLife refused = failed(2, 20, Status.DEAD_LETTERED, 40, "model");

        DocumentLife life = indexed.merge(refused);

        assertThat(life.status()).isEqualTo(Status.DEAD_LETTERED);
        assertThat(life.isHeldNotLast()).isTrue();
        assertThat(life.heldAgainAt(30).isHeldNotLast()).isFalse();
        assertThat(life.merge(settled(2, 20, Status.INDEXED, place(101, 50))).isHeldNotLast())
                .isFalse();
        assertThat(refused.isHeldNotLast()).isFalse();
    }

    private static Place place(long offset, int afterMillis) {
        return new Place("g1", offset, NOON.plusMillis(afterMillis));
    }

    @Test
    void aReplayKeepsTheFirstTime() {
        DocumentLife life = reached(1, 0, Status.INDEXED, 30);

        assertThat(life.merge(reached(1, 0, Status.INDEXED, 99_000)).times()).isEqualTo(life.times());
    }

    @Test
    void aDeadLetterThatWasReplayedAndIndexedIsIndexed() {
        DocumentLife life = failed(1, 0, Status.DEAD_LETTERED, 10, "model").merge(reached(1, 0, Status.INDEXED, 30));

        assertThat(life.status()).isEqualTo(Status.INDEXED);
        assertThat(DocumentStatus.of(life).violations()).isNull();
    }

    @Test
    void theTimeWithEachStageIsToldWhereBothMomentsAreKnown() {
        DocumentLife life = reached(1, 0, Status.SUBMITTED, 0)
                .merge(reached(1, 0, Status.EMBEDDED, 20))
                .merge(reached(1, 0, Status.INDEXED, 30));

        assertThat(DocumentStatus.of(life).durationsMs()).isEqualTo(new StageDurations(null, null, 10.0, 30.0));
    }

    @Test
    void aFailureEndsTheTotalTime() {
        DocumentLife life = reached(1, 0, Status.SUBMITTED, 0).merge(failed(1, 0, Status.DEAD_LETTERED, 10, "model"));

        assertThat(DocumentStatus.of(life).durationsMs()).isEqualTo(new StageDurations(null, null, null, 10.0));
    }

    @Test
    void aSubmissionThatCameTooLateIsRememberedBesideTheNewerVersion() {
        DocumentLife newer = reached(3, 1, Status.INDEXED, 1);

        DocumentLife life = newer.merge(reached(2, 2, Status.SUPERSEDED, 5)).merge(reached(2, 2, Status.SUBMITTED, 4));

        assertThat(life.status()).isEqualTo(Status.INDEXED);
        assertThat(DocumentStatus.of(life).superseded())
                .containsExactly(new DocumentStatus.Dropped(2, NOON.plusMillis(5), "trace-5"));
        assertThat(DocumentStatus.of(newer).superseded()).isNull();
    }

    @Test
    void ofManyDroppedSubmissionsTheLatestAreRemembered() {
        DocumentLife life = reached(99, 0, Status.INDEXED, 1);
        for (int offset = 1; offset <= 20; offset++) {
            life = life.merge(reached(1, offset, Status.SUPERSEDED, offset));
        }

        assertThat(life.superseded())
                .hasSize(10)
                .extracting(Superseded::offset)
                .contains(20L, 11L)
                .doesNotContain(10L);
    }

    @Test
    void livesOfTwoDocumentsDoNotMerge() {
        DocumentLife other = DocumentLife.reached("other", 1, 0, Map.of(Status.SUBMITTED, NOON), null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> reached(1, 0, Status.SUBMITTED, 0).merge(other));
    }

    @Property(tries = 500)
    void theOrderOfArrivalAcrossTopicsChangesNothing(@ForAll("events") List<DocumentLife> events, @ForAll long seed) {
        List<DocumentLife> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(fold(shuffled)).isEqualTo(fold(events));
    }

    @Property(tries = 500)
    void redeliveryChangesNothing(@ForAll("events") List<DocumentLife> events) {
        List<DocumentLife> twice = new ArrayList<>(events);
        twice.addAll(events);

        assertThat(fold(twice)).isEqualTo(fold(events));
    }

    @Property(tries = 500)
    void pollsMayBeFoldedApartAndJoined(@ForAll("events") List<DocumentLife> events, @ForAll long seed) {
        int cut = 1 + new Random(seed).nextInt(events.size() - 1);

        assertThat(fold(events.subList(0, cut)).merge(fold(events.subList(cut, events.size()))))
                .isEqualTo(fold(events));
    }

    @Provide
    Arbitrary<List<DocumentLife>> events() {
        Arbitrary<DocumentLife> reached = Combinators.combine(
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.longs().between(0, 2),
                        Arbitraries.of(
                                Status.SUBMITTED,
                                Status.VALIDATED,
                                Status.EMBEDDED,
                                Status.SUPERSEDED,
                                Status.INDEXED,
                                Status.DELETED),
                        Arbitraries.integers().between(0, 5))
                .as(DocumentLifeTests::reached);
        Arbitrary<DocumentLife> failed = Combinators.combine(
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.longs().between(0, 2),
                        Arbitraries.of(Status.REJECTED, Status.DEAD_LETTERED),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of("blank", "model", "index"))
                .as(DocumentLifeTests::failed);
        return Arbitraries.frequencyOf(Tuple.of(3, reached), Tuple.of(1, failed))
                .list()
                .ofMinSize(2)
                .ofMaxSize(12);
    }

    private static DocumentLife fold(List<DocumentLife> events) {
        return events.stream().reduce(DocumentLife::merge).orElseThrow();
    }

    private static DocumentLife reached(long version, long offset, Status status, int afterMillis) {
        Instant at = NOON.plusMillis(afterMillis);
        String traceId = "trace-" + afterMillis;
        return status.isSettled()
                ? settled(version, offset, status, new Place("g1", offset, at))
                : DocumentLife.reached("d", version, offset, Map.of(status, at), traceId);
    }

    private static DocumentLife settled(long version, long offset, Status status, Place place) {
        String traceId = "trace-" + NOON.until(place.told(), ChronoUnit.MILLIS);
        return DocumentLife.settled("d", version, new Origin(0, offset), Map.of(status, place.told()), place, traceId);
    }

    private static DocumentLife failed(long version, long offset, Status status, int afterMillis, String code) {
        Failure failure =
                new Failure("stage", List.of(new Violation("content", code, code)), NOON.plusMillis(afterMillis));
        return DocumentLife.failed("d", version, offset, status, failure, null);
    }
}
