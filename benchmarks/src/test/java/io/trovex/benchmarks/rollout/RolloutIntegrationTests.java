package io.trovex.benchmarks.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.benchmarks.BenchmarkOptions;
import java.io.IOException;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RolloutIntegrationTests {
    @Test
    void aModelIsReplacedWithoutAFailedSearchOrALostDocument() throws IOException {
        Map<String, Object> figures =
                new RolloutBenchmark().run(new BenchmarkOptions(null, true, null, 1, System.out::println));

        assertThat(figures)
                .containsEntry("searches_failed", 0)
                .containsEntry("searches_empty", 0)
                .containsEntry("writes_failed", 0)
                .containsEntry("documents_not_indexed", 0)
                .containsEntry("documents_missing_in_the_new_index", 0);
        assertThat(figures.get("documents_updated"))
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isPositive();
        assertThat(figures.get("documents_deleted"))
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isPositive();
        assertThat(figures.get("failing_canary")).asString().contains("ended=ready");
        assertThat(figures.get("mended_canary")).asString().contains("ended=serving");
    }
}
