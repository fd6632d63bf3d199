package io.trovex.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GoalTests {
    private static final Map<String, Object> FIGURES =
            Map.of("lost", 0, "stale", 2, "beyond", Map.of("p50_ms", 42.5), "word", "none");

    @Test
    void aFigureWithinItsBoundMeetsTheGoal() {
        assertThat(Goal.none("lost").missedBy(FIGURES)).isEmpty();
        assertThat(Goal.atMost("beyond.p50_ms", 42.5).missedBy(FIGURES)).isEmpty();
        assertThat(Goal.atLeast("beyond.p50_ms", 42.5).missedBy(FIGURES)).isEmpty();
    }

    @Test
    void oneBeyondItSaysSo() {
        assertThat(Goal.none("stale").missedBy(FIGURES)).hasValue("stale is 2, goal none");
        assertThat(Goal.atMost("beyond.p50_ms", 40).missedBy(FIGURES))
                .hasValue("beyond.p50_ms is 42.5, goal at most 40.0");
        assertThat(Goal.atLeast("beyond.p50_ms", 50).missedBy(FIGURES)).isPresent();
    }

    @Test
    void whatWasNotMeasuredMeetsNoGoal() {
        assertThat(Goal.none("duplicated").missedBy(FIGURES)).isPresent();
        assertThat(Goal.none("word").missedBy(FIGURES)).isPresent();
        assertThat(Goal.none("lost.count").missedBy(FIGURES)).isPresent();
    }

    @Test
    void everyBenchmarksGoalsAreAboutFiguresOfItsOwn() {
        assertThat(Benchmarks.named("chaos").orElseThrow().goals())
                .extracting(Goal::figure)
                .contains("lost", "resurrected", "ledger_wrong", "dead_letters_of_unknown_documents");
    }
}
