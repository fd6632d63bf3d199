package io.trovex.benchmarks;

import io.trovex.benchmarks.canary.CanaryBenchmark;
import io.trovex.benchmarks.chaos.ChaosBenchmark;
import io.trovex.benchmarks.embedding.EmbeddingBenchmark;
import io.trovex.benchmarks.freshness.FreshnessBenchmark;
import io.trovex.benchmarks.growth.GrowthBenchmark;
import io.trovex.benchmarks.micro.MicroBenchmark;
import io.trovex.benchmarks.peers.PeersBenchmark;
import io.trovex.benchmarks.pipeline.PipelineBenchmark;
import io.trovex.benchmarks.queues.QueuesBenchmark;
import io.trovex.benchmarks.rollout.RolloutBenchmark;
import io.trovex.benchmarks.saturation.SaturationBenchmark;
import io.trovex.benchmarks.search.SearchBenchmark;
import java.util.List;
import java.util.Optional;

/** All benchmarks. */
public final class Benchmarks {
    private static final List<Benchmark> ALL = List.of(
            new FreshnessBenchmark(),
            new EmbeddingBenchmark(),
            new PipelineBenchmark(),
            new SearchBenchmark(),
            new PeersBenchmark(),
            new GrowthBenchmark(),
            new MicroBenchmark(),
            new SaturationBenchmark(),
            new ChaosBenchmark(),
            new QueuesBenchmark(),
            new CanaryBenchmark(),
            new RolloutBenchmark());

    private Benchmarks() {}

    public static List<Benchmark> all() {
        return ALL;
    }

    public static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
    }
}
