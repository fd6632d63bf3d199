package io.trovex.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a benchmark runs.
 *
 * @param corpus NDJSON of documents to measure with; the bundled sample when absent
 * @param quick fewer repetitions, to see that it runs
 * @param time how long to load the pipeline, for those that run for a time; their own choice when absent
 * @param seed repeats the random choices of those that make any
 * @param progress told in a few words what is going on
 */
public record BenchmarkOptions(
        @Nullable Path corpus, boolean quick, @Nullable Duration time, long seed, Consumer<String> progress) {}
