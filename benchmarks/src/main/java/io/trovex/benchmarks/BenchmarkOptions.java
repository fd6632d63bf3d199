package io.trovex.benchmarks;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a benchmark runs.
 *
 * @param corpus NDJSON of documents to measure with; the bundled sample when absent
 * @param quick fewer repetitions, to see that it runs
 * @param progress told in a few words what is going on
 */
public record BenchmarkOptions(@Nullable Path corpus, boolean quick, Consumer<String> progress) {}
