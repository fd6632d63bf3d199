package io.trovex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Goal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class BenchCommandTests {
    private static final List<Goal> GOALS = List.of(Goal.none("lost"), Goal.atMost("p99_ms", 400));

    private final StringWriter out = new StringWriter();

    @Test
    void aRunThatMeetsItsGoalsIsDone() {
        assertThat(run(Map.of("lost", 0, "p99_ms", 399))).isZero();
        assertThat(figures().has("missed")).isFalse();
    }

    @Test
    void oneThatFindsALossOrIsTooSlowSaysSoAndIsNoSuccess() {
        assertThat(run(Map.of("lost", 1, "p99_ms", 401))).isEqualTo(1);

        assertThat(figures().path("missed").valueStream().map(JsonNode::asString))
                .containsExactly("lost is 1, goal none", "p99_ms is 401, goal at most 400.0");
    }

    @Test
    void aQuickRunIsHeldToWhatMustNeverBeOnly() {
        assertThat(run(Map.of("lost", 0, "p99_ms", 401), "--quick")).isZero();
        assertThat(run(Map.of("lost", 1, "p99_ms", 1), "--quick")).isEqualTo(1);
    }

    private int run(Map<String, Object> figures, String... options) {
        out.getBuffer().setLength(0);
        CommandLine bench = new CommandLine(new BenchCommand(_ -> Optional.of(new Measured(figures))))
                .setOut(new PrintWriter(out, true));
        List<String> arguments = new ArrayList<>(List.of("measured", "--json"));
        arguments.addAll(List.of(options));
        return bench.execute(arguments.toArray(String[]::new));
    }

    private JsonNode figures() {
        return Json.MAPPER.readTree(out.toString());
    }

    private record Measured(Map<String, Object> figures) implements Benchmark {
        @Override
        public String name() {
            return "measured";
        }

        @Override
        public String purpose() {
            return "nothing";
        }

        @Override
        public List<Goal> goals() {
            return GOALS;
        }

        @Override
        public Map<String, Object> run(BenchmarkOptions options) {
            return figures;
        }
    }
}
