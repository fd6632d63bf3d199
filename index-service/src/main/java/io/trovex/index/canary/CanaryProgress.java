package io.trovex.index.canary;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far a canary has come.
 *
 * @param step index of the share it has now
 * @param since when it got it
 * @param earlier by signal, the logarithm of what the Bayes factors of all steps before carry on
 * @param baseline what the serving generation's searches came to in those steps
 */
public record CanaryProgress(int step, Instant since, Map<Signal, Double> earlier, ArmCounts baseline) {

    public CanaryProgress {
        earlier = Map.copyOf(earlier);
    }

    public static CanaryProgress begin(Instant now) {
        return new CanaryProgress(0, now, Map.of(), ArmCounts.NONE);
    }

    /** The next step, in which searches are counted from 0. */
    public CanaryProgress advance(CanaryEvidence evidence, ArmCounts serving, Instant now) {
        Map<Signal, Double> factors = new EnumMap<>(Signal.class);
        factors.putAll(earlier);
        evidence.findings().forEach(finding -> factors.put(finding.signal(), finding.carriedOn()));
        return new CanaryProgress(step + 1, now, factors, baseline.plus(serving));
    }

    double earlier(Signal signal) {
        return earlier.getOrDefault(signal, 0.0);
    }
}
