package io.trovex.cli;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Benchmarks;
import io.trovex.benchmarks.Goal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a benchmark, or lists them. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a benchmark on temporary data and prints its figures; without a name, lists them. Exit code 1 if it",
            "found anything that must not be (chaos: anything lost, doubled, stale …) or misses a goal of its own, which",
            "`missed` then names. With --quick, goals of speed do not count."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trovex bench",
            "  trovex bench freshness --json",
            "  trovex bench search --corpus wikipedia-passages/docs.jsonl.gz --json"
        })
final class BenchCommand implements Callable<Integer> {
    private final Function<String, Optional<Benchmark>> benchmarks;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Which benchmark.")
    private @Nullable String name;

    @Option(names = "--corpus", paramLabel = "FILE", description = "NDJSON to measure with (default: the sample).")
    private @Nullable Path corpus;

    @Option(names = "--quick", description = "Fewer repetitions: shows that it runs, not how fast.")
    private boolean quick;

    @Option(names = "--seconds", paramLabel = "S", description = "How long to load, where a benchmark runs for a time.")
    private @Nullable Integer seconds;

    @Option(names = "--seed", paramLabel = "N", description = "Repeats the random choices of an earlier run.")
    private @Nullable Long seed;

    @Option(names = "--json", description = "One JSON object on one line, nothing else.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    BenchCommand() {
        this(Benchmarks::named);
    }

    BenchCommand(Function<String, Optional<Benchmark>> benchmarks) {
        this.benchmarks = benchmarks;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Commands.out(spec);
        if (name == null) {
            list(out);
            return ExitCode.DONE;
        }
        Benchmark benchmark = benchmarks.apply(name).orElseThrow(this::unknown);
        PrintWriter err = Commands.err(spec);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", benchmark.name());
        figures.put("cores", Runtime.getRuntime().availableProcessors());
        figures.putAll(benchmark.run(options(err)));
        List<String> missed = benchmark.goals().stream()
                .filter(goal -> !quick || goal.kind() == Goal.Kind.NONE)
                .flatMap(goal -> goal.missedBy(figures).stream())
                .toList();
        if (!missed.isEmpty()) {
            figures.put("missed", missed);
        }
        out.println(json ? Json.line(figures) : Json.pretty(figures));
        return missed.isEmpty() ? ExitCode.DONE : ExitCode.SOME_FAILED;
    }

    private BenchmarkOptions options(PrintWriter err) {
        return new BenchmarkOptions(
                corpus,
                quick,
                seconds == null ? null : Duration.ofSeconds(seconds),
                seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed,
                step -> err.println(step + " …"));
    }

    private void list(PrintWriter out) {
        if (json) {
            Map<String, String> all = new LinkedHashMap<>();
            Benchmarks.all().forEach(benchmark -> all.put(benchmark.name(), benchmark.purpose()));
            out.println(Json.line(all));
            return;
        }
        Benchmarks.all().forEach(benchmark -> out.printf("%-12s %s%n", benchmark.name(), benchmark.purpose()));
    }

    private ParameterException unknown() {
        return new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "no benchmark is called " + name + "; `trovex bench` lists them");
    }
}
