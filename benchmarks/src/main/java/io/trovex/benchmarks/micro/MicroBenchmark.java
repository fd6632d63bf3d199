package io.trovex.benchmarks.micro;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Figures;
import io.trovex.benchmarks.Machine;
import io.trovex.benchmarks.TemporaryDirectory;
import io.trovex.index.search.FusionPaths;
import io.trovex.index.search.SearchMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks of the search's paths, and profiles what a hybrid search allocates. */
public final class MicroBenchmark implements Benchmark {
    private static final int PASSAGES = 20_000;
    private static final int QUICK_PASSAGES = 300;
    private static final int PROFILED = 5_000;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public String purpose() {
        return "fusion, scoring, highlighting and whole searches in process, by JMH: time and allocation";
    }

    @Override
    public Map<String, Object> run(BenchmarkOptions options) throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("machine", Machine.figures());
        options.progress().accept("JMH");
        figures.put("paths", paths(options.quick()));
        options.progress().accept("profiling allocation");
        try (SearchedIndex searched = new SearchedIndex(options.quick() ? QUICK_PASSAGES : PASSAGES)) {
            int searches = options.quick() ? 200 : PROFILED;
            Runnable workload = () -> {
                for (int i = 0; i < searches; i++) {
                    searched.search(SearchMode.HYBRID);
                }
            };
            figures.put("allocation_of_a_hybrid_search_percent", AllocationProfile.of(workload));
        }
        return figures;
    }

    private static Map<String, Object> paths(boolean quick) throws IOException {
        try (TemporaryDirectory said = TemporaryDirectory.create()) {
            return paths(quick, said.path().resolve("jmh.log"));
        }
    }

    /** @param log for what forked JVMs say, which would stand among the figures */
    private static Map<String, Object> paths(boolean quick, Path log) {
        ChainedOptionsBuilder jmh = new OptionsBuilder()
                .include(SearchPaths.class.getName() + "\\.")
                .include(FusionPaths.class.getName() + "\\.")
                .param("passages", String.valueOf(quick ? QUICK_PASSAGES : PASSAGES))
                .addProfiler(GCProfiler.class)
                .warmupIterations(quick ? 1 : 5)
                .measurementIterations(quick ? 1 : 5)
                .warmupTime(time(quick))
                .measurementTime(time(quick))
                // a JVM of its own keeps what one path taught the compiler from the next
                .forks(quick ? 0 : 1)
                .output(log.toString())
                .verbosity(VerboseMode.SILENT);
        try {
            Map<String, Object> paths = new LinkedHashMap<>();
            for (RunResult run : new Runner(jmh.build()).run()) {
                Result<?> time = run.getPrimaryResult();
                Map<String, Object> path = new LinkedHashMap<>();
                path.put("microseconds", Figures.rounded(time.getScore()));
                path.put("error", Double.isNaN(time.getScoreError()) ? null : Figures.rounded(time.getScoreError()));
                run.getSecondaryResults().forEach((name, result) -> {
                    if (name.endsWith(ALLOCATED)) {
                        path.put("bytes", Math.round(result.getScore()));
                    }
                });
                paths.put(name(run), path);
            }
            return paths;
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TimeValue time(boolean quick) {
        return quick ? TimeValue.milliseconds(30) : TimeValue.seconds(1);
    }

    private static String name(RunResult run) {
        List<String> parts = List.of(run.getParams().getBenchmark().split("\\."));
        return String.join(".", parts.subList(parts.size() - 2, parts.size()));
    }
}
