package io.trovex.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.benchmarks.BenchmarkOptions;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeersIntegrationTests {
    @Test
    void bothPeersFindTheSameAndEveryRatioIsMeasured() throws IOException {
        Map<String, Object> figures =
                new PeersBenchmark().run(new BenchmarkOptions(null, true, null, 1, System.out::println));

        assertThat(figures.get("recall_at_10")).hasToString("{trovex=1.0, opensearch=1.0}");
        // a ratio that is not there misses its goal as null
        assertThat(new PeersBenchmark().goals())
                .allSatisfy(
                        goal -> assertThat(goal.missedBy(figures).orElse("")).doesNotContain("null"));
    }
}
