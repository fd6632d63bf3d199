package io.trovex.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.chaos.Verdict.Anomaly;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A short run of the long one whose report is under docs/results: this seed kills five different processes. */
class ChaosIntegrationTests {
    private static final long SEED = 197;
    private static final Duration TIME = Duration.ofSeconds(50);

    @Test
    void losesDoublesAndRevivesNothingWhileProcessesAreKilled() throws IOException {
        BenchmarkOptions options = new BenchmarkOptions(null, false, TIME, SEED, System.out::println);

        Map<String, Object> figures = new ChaosBenchmark().run(options);

        System.out.println(figures);
        assertThat(figures).doesNotContainEntry("faults", 0).doesNotContainEntry("writes_acknowledged", 0L);
        for (Anomaly anomaly : Anomaly.values()) {
            assertThat(figures).containsEntry(anomaly.name().toLowerCase(Locale.ROOT), 0);
        }
        assertThat(figures).containsEntry("dead_letters_of_unknown_documents", 0);
    }
}
