package io.trovex.benchmarks.queues;

import io.trovex.benchmarks.Benchmark;
import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.TemporaryDirectory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A Redis Stream, its file synced every second and always, next to a Kafka topic: speed, and what a kill costs. */
public final class QueuesBenchmark implements Benchmark {
    private static final int TASKS = 50_000;
    private static final int QUICK_TASKS = 2_000;

    @Override
    public String name() {
        return "queues";
    }

    @Override
    public String purpose() {
        return "small tasks through a Redis Stream and through a Kafka topic: speed, loss on kill, replay";
    }

    @Override
    public Map<String, Object> run(BenchmarkOptions options) throws IOException {
        int tasks = options.quick() ? QUICK_TASKS : TASKS;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("tasks", tasks);
        figures.put("bytes_per_task", 190);
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            figures.put(
                    "redis_everysec",
                    trial(options, new RedisServer(directory.path().resolve("everysec"), "everysec"), tasks));
            figures.put(
                    "redis_always",
                    trial(options, new RedisServer(directory.path().resolve("always"), "always"), tasks));
            figures.put("kafka", trial(options, new KafkaServer(directory.path().resolve("kafka")), tasks));
        }
        return figures;
    }

    private static Map<String, Object> trial(BenchmarkOptions options, QueueServer server, int tasks)
            throws IOException {
        options.progress().accept(server.address());
        try (server) {
            return new QueueTrial(server, tasks).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
