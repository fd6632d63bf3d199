package io.trovex.embedding.engine;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.trovex.contracts.Vector;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.Encoder;
import io.trovex.embedding.model.ExecutionProvider;
import io.trovex.embedding.model.InferenceException;
import io.trovex.embedding.model.ModelDescription;
import io.trovex.embedding.model.ModelKind;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A model in service, with its encoders, the vectors it has made and its meters; all its engines share it. Thread-safe. */
final class LoadedModel {
    private final EmbeddingModel model;
    private final String maker;
    private final VectorCache cache;
    private final MeterRegistry registry;
    private final Deque<Encoder> encoders = new ConcurrentLinkedDeque<>();
    private final CopyOnWriteArrayList<Lanes> lanes = new CopyOnWriteArrayList<>();
    private final Meters queryMeters;
    private final Meters documentMeters;
    private final List<Meter> gauges = new ArrayList<>();
    private @Nullable Lanes requests;

    /**
     * @param made vectors of all models of this process
     * @param shared of all processes; not asked for a model that is as fast
     */
    LoadedModel(EmbeddingModel model, Cache<ContentKey, Vector> made, SharedVectors shared, MeterRegistry registry) {
        ModelDescription description = model.description();
        String id = description.id();
        boolean slow = description.kind() instanceof ModelKind.Transformer;
        this.model = model;
        ExecutionProvider provider = model.provider();
        this.maker = "%s@%s/%s/%s"
                .formatted(
                        id,
                        description.fullVersion(),
                        model.servedGraph().tag(),
                        provider == null ? "table" : provider.tag());
        this.cache = new VectorCache(made, slow ? shared : SharedVectors.NONE, id, description.dimension(), registry);
        this.registry = registry;
        queryMeters = Meters.of(id, Priority.QUERY, registry);
        documentMeters = Meters.of(id, Priority.DOCUMENT, registry);
        for (Priority priority : Priority.values()) {
            gauges.add(
                    EngineMeter.QUEUE.gauge(registry, () -> depth(priority), "model", id, "priority", priority.tag()));
        }
        gauges.add(EngineMeter.MEMORY.gauge(registry, model::bytes, "model", id));
        gauges.add(EngineMeter.GRAPH.gauge(
                registry, () -> 1, "model", id, "graph", model.servedGraph().tag()));
    }

    EmbeddingModel model() {
        return model;
    }

    /** Of a text with its prefix. */
    ContentKey key(String text) {
        return ContentKey.of(maker, text);
    }

    VectorCache cache() {
        return cache;
    }

    /** Jobs waiting there count among the model's. */
    void serves(Lanes engine) {
        lanes.addIfAbsent(engine);
    }

    /** Finishes the runs under way and fails the jobs that wait. */
    void drain(Lanes engine) {
        engine.close().forEach(job -> job.fail(new EngineClosedException()));
        engine.awaitIdle();
        lanes.remove(engine);
    }

    /** The lanes of all requests; {@code opening} makes them for the first. */
    synchronized Lanes requests(Supplier<Lanes> opening) {
        if (requests == null) {
            requests = opening.get();
        }
        return requests;
    }

    /** Completes the job's vector. */
    void run(Job job, YieldingThreads yielding) {
        Meters meters = job.priority() == Priority.QUERY ? queryMeters : documentMeters;
        long start = System.nanoTime();
        meters.waiting().record(job.nanosSinceQueued(), TimeUnit.NANOSECONDS);
        try {
            float[] components = job.priority() == Priority.DOCUMENT ? yielding.call(() -> encode(job)) : encode(job);
            meters.inference().record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            meters.tokens().increment(job.tokens().size());
            job.complete(Vector.of(finite(components)));
        } catch (RuntimeException | Error e) {
            job.fail(e);
        }
    }

    /** No engine may be open any more but those of requests. The model is its owner's to close. */
    void close() {
        lanes.forEach(this::drain);
        gauges.forEach(registry::remove);
    }

    /** The encoder used last is the one whose buffers are still in the processor's cache. */
    private float[] encode(Job job) {
        Encoder free = encoders.poll();
        Encoder encoder = free == null ? model.encoder() : free;
        try {
            return encoder.encode(job.tokens());
        } finally {
            encoders.push(encoder);
        }
    }

    private static float[] finite(float[] components) {
        for (float component : components) {
            if (!Float.isFinite(component)) {
                throw new InferenceException("the vector has components that are no numbers");
            }
        }
        return components;
    }

    private int depth(Priority priority) {
        return lanes.stream().mapToInt(engine -> engine.depth(priority)).sum();
    }

    private record Meters(Timer waiting, Timer inference, Counter tokens) {

        static Meters of(String model, Priority priority, MeterRegistry registry) {
            String[] tags = {"model", model, "priority", priority.tag()};
            return new Meters(
                    EngineMeter.WAIT.timer(registry, tags),
                    EngineMeter.INFERENCE.timer(registry, tags),
                    EngineMeter.TOKENS.counter(registry, tags));
        }
    }
}
