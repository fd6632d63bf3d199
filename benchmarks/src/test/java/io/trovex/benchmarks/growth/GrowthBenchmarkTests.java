package io.trovex.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.benchmarks.BenchmarkOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthBenchmarkTests {
    private final GrowthBenchmark benchmark = new GrowthBenchmark();

    @Test
    void measuresEachSizeAndAnIndexThatComparesAllFindsAll() throws IOException {
        Map<String, Object> figures = benchmark.run(new BenchmarkOptions(null, true, null, 1, _ -> {}));

        assertThat(figures).containsKeys("machine", "at_300_passages", "at_1000_passages");
        assertThat(figures.get("at_1000_passages")).asString().contains("complete=true", "recall_at_10=1.0");
    }

    @Test
    void stopsGrowingWhenItsTimeIsOverAndSaysSo() throws IOException {
        Map<String, Object> figures = benchmark.run(new BenchmarkOptions(null, true, Duration.ZERO, 1, _ -> {}));

        assertThat(figures.get("at_300_passages")).asString().contains("passages=0", "complete=false");
        assertThat(figures).doesNotContainKey("at_1000_passages");
    }
}
