package io.trovex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CanaryLinesTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void aCanaryThatFailedSaysWhyAndOnWhatEvidence() {
        String canary = """
                {"state": "rolled_back", "share": 0, "step": 0, "exposure": 0.05, "cause": "failures",
                 "candidate": {"searches": 40, "failed": 12, "degraded": 0, "empty": 1, "p50_ms": 4.0, "p99_ms": 9.5},
                 "serving": {"searches": 760, "failed": 2, "degraded": 0, "empty": 9, "p50_ms": 3.0, "p99_ms": 8.0},
                 "findings": [{"signal": "failed", "candidate": 12, "others": 2, "expected": 0.05, "log_bayes_factor": 19.2}],
                 "history": [
                   {"decision": "started", "share": 5, "decided_at": "2026-11-01T12:00:00Z"},
                   {"decision": "rolled_back", "share": 0, "cause": "failures", "decided_at": "2026-11-01T12:03:00Z"}]}""";

        assertThat(CanaryLines.of(JSON.readTree(canary)))
                .containsExactly(
                        "  2026-11-01T12:00:00Z  canary     started  5 %",
                        "  2026-11-01T12:03:00Z  canary     rolled_back  0 %  failures",
                        "  canary rolled_back, 5.0 % of the searches",
                        "    candidate  40 searches  12 failed  0 degraded  1 empty  p50 4.0 ms  p99 9.5 ms",
                        "    serving    760 searches  2 failed  0 degraded  9 empty  p50 3.0 ms  p99 8.0 ms",
                        "    failed     log Bayes factor  19.20  (12 against 2)");
    }

    @Test
    void withoutOneThereIsNothingToSay() {
        assertThat(CanaryLines.of(JSON.readTree("{}").path("canary"))).isEmpty();
    }
}
