package io.trovex.index.routing.kafka;

import io.trovex.contracts.ArmSearches;
import io.trovex.contracts.CanaryDecided;
import io.trovex.contracts.CanaryFinding;
import io.trovex.contracts.CanaryStep;
import io.trovex.index.canary.ArmCounts;
import io.trovex.index.canary.CanaryDecision;
import io.trovex.index.canary.CanaryEvidence;
import io.trovex.index.canary.CanaryProgress;
import io.trovex.index.canary.CanaryVerdict;
import io.trovex.index.canary.Finding;
import io.trovex.index.canary.Latencies;
import io.trovex.index.canary.Signal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Decisions as events, and back to where a canary can go on. */
final class CanaryEvents {

    private CanaryEvents() {}

    static CanaryDecided event(CanaryDecision decision) {
        CanaryVerdict verdict = decision.verdict();
        CanaryEvidence evidence = verdict == null ? null : verdict.evidence();
        CanaryProgress progress = decision.progress();
        return new CanaryDecided(
                decision.candidate(),
                CanaryStep.valueOf(decision.kind().name()),
                decision.share().percent(),
                progress.step(),
                progress.since(),
                verdict instanceof CanaryVerdict.RollBack back ? back.cause().wireName() : null,
                evidence == null ? null : searches(evidence.candidate()),
                evidence == null ? null : searches(evidence.serving()),
                evidence == null ? List.of() : findings(evidence),
                carried(progress),
                searches(progress.baseline()),
                decision.startedAt(),
                decision.decidedAt());
    }

    static CanaryProgress progress(CanaryDecided event) {
        Map<Signal, Double> earlier = new EnumMap<>(Signal.class);
        event.carried()
                .forEach((signal, factor) -> earlier.put(Signal.valueOf(signal.toUpperCase(Locale.ROOT)), factor));
        return new CanaryProgress(event.step(), event.since(), earlier, counts(event.baseline()));
    }

    private static List<CanaryFinding> findings(CanaryEvidence evidence) {
        return evidence.findings().stream().map(CanaryEvents::finding).toList();
    }

    private static CanaryFinding finding(Finding finding) {
        return new CanaryFinding(
                finding.signal().wireName(),
                finding.candidate(),
                finding.others(),
                finding.expected(),
                finding.logBayesFactor());
    }

    private static Map<String, Double> carried(CanaryProgress progress) {
        Map<String, Double> carried = new TreeMap<>();
        progress.earlier().forEach((signal, factor) -> carried.put(signal.wireName(), factor));
        return carried;
    }

    private static ArmSearches searches(ArmCounts counts) {
        Latencies latencies = counts.latencies();
        return new ArmSearches(
                counts.searches(),
                counts.failed(),
                counts.degraded(),
                counts.empty(),
                counts.failuresInARow(),
                millis(latencies.quantile(0.5)),
                millis(latencies.quantile(0.95)),
                millis(latencies.quantile(0.99)),
                latencies.encoded());
    }

    private static ArmCounts counts(ArmSearches searches) {
        return new ArmCounts(
                searches.searches(),
                searches.empty(),
                searches.degraded(),
                searches.failed(),
                searches.failuresInARow(),
                Latencies.decode(searches.latencies()));
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
