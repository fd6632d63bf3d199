package io.trovex.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.benchmarks.BenchmarkOptions;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MicroBenchmarkTests {
    @Test
    void measuresTheTimeAndTheMemoryOfEveryPath() throws IOException {
        Map<String, Object> figures = new MicroBenchmark().run(new BenchmarkOptions(null, true, null, 1, _ -> {}));

        assertThat(figures.get("paths"))
                .asString()
                .contains("FusionPaths.weighted", "SearchPaths.hybridSearch", "SearchPaths.highlightingTenDocuments")
                .contains("bytes=");
        assertThat(figures.get("allocation_of_a_hybrid_search_percent"))
                .asString()
                .containsPattern("by_method=\\{.*Lucene\\w+\\.\\w+=\\d");
    }
}
