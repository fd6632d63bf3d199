package io.trovex.index.routing.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.CanaryDecided;
import io.trovex.contracts.CanaryStep;
import io.trovex.index.canary.ArmCounts;
import io.trovex.index.canary.ArmRecorder;
import io.trovex.index.canary.CanaryDecision;
import io.trovex.index.canary.CanaryDecision.Kind;
import io.trovex.index.canary.CanaryJudge;
import io.trovex.index.canary.CanaryProgress;
import io.trovex.index.canary.CanarySettings;
import io.trovex.index.canary.CanaryVerdict;
import io.trovex.index.canary.Outcome;
import io.trovex.index.canary.Share;
import io.trovex.index.canary.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanaryEventsTests {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00.123456789Z");

    @Test
    void whereItCanGoOnSurvivesTheEvent() {
        CanaryProgress progress = new CanaryProgress(2, NOW, Map.of(Signal.SLOW, -1.25, Signal.FAILED, 2.5), counts(7));

        CanaryDecided event = CanaryEvents.event(
                new CanaryDecision("g2", Kind.ADVANCED, Share.ofPercent(50), progress, NOW, null, NOW.plusSeconds(1)));

        assertThat(CanaryEvents.progress(event)).isEqualTo(progress);
        assertThat(event.share()).isEqualTo(50);
        assertThat(event.startedAt()).isEqualTo(NOW);
        assertThat(event.keepsItsUsers()).isTrue();
    }

    @Test
    void aRollbackCarriesItsEvidence() {
        ArmCounts failing = counts(10);
        CanaryProgress progress = CanaryProgress.begin(NOW);
        CanaryVerdict verdict = new CanaryJudge(CanarySettings.DEFAULTS).judge(progress, failing, ArmCounts.NONE, NOW);

        CanaryDecided event =
                CanaryEvents.event(new CanaryDecision("g2", Kind.ROLLED_BACK, Share.NONE, progress, NOW, verdict, NOW));

        assertThat(event.decision()).isEqualTo(CanaryStep.ROLLED_BACK);
        assertThat(event.keepsItsUsers()).isFalse();
        assertThat(event.cause()).isEqualTo("consecutive_failures");
        assertThat(event.candidateSearches()).isNotNull();
        assertThat(event.candidateSearches().failed()).isEqualTo(10);
        assertThat(event.candidateSearches().p50Ms()).isBetween(19.0, 21.0);
        assertThat(event.findings()).extracting(finding -> finding.signal()).contains("failed", "degraded", "empty");
    }

    private static ArmCounts counts(int failed) {
        ArmRecorder recorder = new ArmRecorder();
        recorder.add(Outcome.ANSWERED, Duration.ofMillis(20));
        for (int i = 0; i < failed; i++) {
            recorder.add(Outcome.FAILED, Duration.ofMillis(1));
        }
        return recorder.counts();
    }
}
