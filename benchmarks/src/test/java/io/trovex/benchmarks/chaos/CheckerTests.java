package io.trovex.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.benchmarks.chaos.Verdict.Anomaly;
import io.trovex.benchmarks.chaos.Write.Answer;
import io.trovex.benchmarks.chaos.Write.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckerTests {
    private final Checker checker = new Checker();
    private final DocumentHistory history = new DocumentHistory("c1-1", false, false);

    @Test
    void findsNothingWhereTheLastAcknowledgedWriteIsFound() {
        acknowledged(Kind.UPSERT, 1);
        acknowledged(Kind.UPSERT, 2);

        assertThat(after(found(1)).clean()).isTrue();
    }

    @Test
    void reportsAnAcknowledgedDocumentThatIsNotFoundAsLost() {
        acknowledged(Kind.UPSERT, 1);

        assertThat(after(absent("indexed")).count(Anomaly.LOST)).isEqualTo(1);
    }

    @Test
    void reportsAnOlderWriteAsStale() {
        acknowledged(Kind.UPSERT, 1);
        acknowledged(Kind.UPSERT, 2);

        assertThat(after(found(0)).count(Anomaly.STALE)).isEqualTo(1);
    }

    @Test
    void reportsADeletedDocumentThatIsFoundAsResurrected() {
        acknowledged(Kind.UPSERT, 1);
        acknowledged(Kind.DELETE, 2);

        assertThat(after(found(0)).count(Anomaly.RESURRECTED)).isEqualTo(1);
    }

    @Test
    void reportsADocumentFoundTwiceAsDuplicated() {
        acknowledged(Kind.UPSERT, 1);

        Observation twice = new Observation(List.of(0, 0), "indexed", 0);
        assertThat(after(twice).count(Anomaly.DUPLICATED)).isEqualTo(1);
    }

    @Test
    void reportsALaterWriteWithAnOlderVersionAsInverted() {
        acknowledged(Kind.UPSERT, 7);
        acknowledged(Kind.UPSERT, 5);

        assertThat(after(found(1)).count(Anomaly.ORDER_INVERTED)).isEqualTo(1);
    }

    @Test
    void reportsADeadLetterOfAGoodDocumentAsUnexplained() {
        acknowledged(Kind.UPSERT, 1);

        Observation withLetter = new Observation(List.of(0), "indexed", 1);
        assertThat(after(withLetter).count(Anomaly.UNEXPLAINED_DEAD_LETTER)).isEqualTo(1);
    }

    @Test
    void takesAWriteOfUnknownFateForDoneOrNot() {
        acknowledged(Kind.UPSERT, 1);
        history.add(new Write(1, Kind.UPSERT, Answer.UNKNOWN, null, Instant.EPOCH, null));

        assertThat(after(found(0)).clean()).isTrue();
        assertThat(after(found(1)).clean()).isTrue();
    }

    @Test
    void takesADeleteOfUnknownFateForDoneOrNot() {
        acknowledged(Kind.UPSERT, 1);
        history.add(new Write(1, Kind.DELETE, Answer.UNKNOWN, null, Instant.EPOCH, null));

        assertThat(after(found(0)).clean()).isTrue();
        assertThat(after(absent("deleted")).clean()).isTrue();
    }

    @Test
    void doesNotTakeAnEarlierWriteOfUnknownFateForTheLast() {
        history.add(new Write(0, Kind.UPSERT, Answer.UNKNOWN, null, Instant.EPOCH, null));
        acknowledged(Kind.UPSERT, 2);

        assertThat(after(found(0)).count(Anomaly.STALE)).isEqualTo(1);
    }

    @Test
    void expectsTheGreatestVersionOfAClientThatSendsThemOutOfOrder() {
        asked(Kind.UPSERT, Answer.ACKNOWLEDGED, 5);
        asked(Kind.DELETE, Answer.ACKNOWLEDGED, 3);

        assertThat(after(found(0)).clean()).isTrue();
        assertThat(after(absent("deleted")).count(Anomaly.LOST)).isEqualTo(1);
    }

    @Test
    void reportsAnOlderVersionOfItsClientThatCameLaterAsStale() {
        asked(Kind.UPSERT, Answer.ACKNOWLEDGED, 5);
        asked(Kind.UPSERT, Answer.ACKNOWLEDGED, 3);

        assertThat(after(found(1)).count(Anomaly.STALE)).isEqualTo(1);
    }

    @Test
    void takesOnlyAGreaterVersionOfUnknownFateForThePossiblyLast() {
        asked(Kind.UPSERT, Answer.ACKNOWLEDGED, 5);
        asked(Kind.DELETE, Answer.UNKNOWN, 3);
        asked(Kind.UPSERT, Answer.UNKNOWN, 7);

        assertThat(after(found(0)).clean()).isTrue();
        assertThat(after(found(2)).clean()).isTrue();
        assertThat(after(absent("deleted")).count(Anomaly.LOST)).isEqualTo(1);
    }

    @Test
    void reportsAClientsVersionThatWasAnsweredAsAnother() {
        history.add(new Write(0, Kind.UPSERT, Answer.ACKNOWLEDGED, 5L, Instant.EPOCH, 6L));

        assertThat(after(found(0)).count(Anomaly.ORDER_INVERTED)).isEqualTo(1);
    }

    @Test
    void reportsALogWhoseLastVersionIsNotTheGreatest() {
        checker.checkLog(Set.of("c1-1"));

        assertThat(checker.verdict().count(Anomaly.NOT_LAST)).isEqualTo(1);
    }

    @Test
    void expectsADeadLetterForEveryAcknowledgedPoisonDocument() {
        DocumentHistory poison = new DocumentHistory("c1-2", true, false);
        poison.add(new Write(0, Kind.UPSERT, Answer.ACKNOWLEDGED, null, Instant.EPOCH, 1L));

        checker.check(poison, new Observation(List.of(), "rejected", 1));
        assertThat(checker.verdict().clean()).isTrue();
        checker.check(poison, new Observation(List.of(), "rejected", 0));
        assertThat(checker.verdict().count(Anomaly.LOST)).isEqualTo(1);
    }

    @Test
    void reportsAStatusThatContradictsTheIndex() {
        acknowledged(Kind.UPSERT, 1);
        acknowledged(Kind.DELETE, 2);

        assertThat(after(absent("indexed")).count(Anomaly.STATUS_WRONG)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, 7, 0, 0",
        "false, true, 7, 0, 1",
        "true, false, 7, 0, 1",
        "true, true, 7, 1, 1",
        "true, true, 6, 0, 1"
    })
    void reportsALedgerThatIsNotWhole(boolean complete, boolean balanced, long submitted, long inFlight, int wrong) {
        JsonNode ledger = JsonMapper.shared()
                .createObjectNode()
                .put("complete", complete)
                .put("balanced", balanced)
                .set(
                        "totals",
                        JsonMapper.shared()
                                .createObjectNode()
                                .put("submitted", submitted)
                                .put("in_flight", inFlight));

        checker.checkLedger(ledger, 7);

        assertThat(checker.verdict().count(Anomaly.LEDGER_WRONG)).isEqualTo(wrong);
    }

    private void acknowledged(Kind kind, long version) {
        history.add(new Write(history.writes().size(), kind, Answer.ACKNOWLEDGED, null, Instant.EPOCH, version));
    }

    private void asked(Kind kind, Answer answer, long version) {
        Long taken = answer == Answer.ACKNOWLEDGED ? version : null;
        history.add(new Write(history.writes().size(), kind, answer, version, Instant.EPOCH, taken));
    }

    private Verdict after(Observation observation) {
        checker.check(history, observation);
        return checker.verdict();
    }

    private static Observation found(int sequence) {
        return new Observation(List.of(sequence), "indexed", 0);
    }

    private static Observation absent(String status) {
        return new Observation(List.of(), status, 0);
    }
}
