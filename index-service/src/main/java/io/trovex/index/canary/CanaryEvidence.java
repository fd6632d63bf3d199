package io.trovex.index.canary;

import java.util.List;
import java.util.Optional;

/** What a decision rests on, as it was at that moment. */
public record CanaryEvidence(Share share, ArmCounts candidate, ArmCounts serving, List<Finding> findings) {

    public CanaryEvidence {
        findings = List.copyOf(findings);
    }

    public Optional<Finding> finding(Signal signal) {
        return findings.stream().filter(finding -> finding.signal() == signal).findFirst();
    }
}
