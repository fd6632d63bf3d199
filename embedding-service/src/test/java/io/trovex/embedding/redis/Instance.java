package io.trovex.embedding.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.contracts.Generation;
import io.trovex.embedding.TestModels;
import io.trovex.embedding.document.DocumentEmbedder;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EmbeddingEngines;
import io.trovex.embedding.engine.EngineSettings;
import io.trovex.embedding.engine.ModelMemory;
import io.trovex.embedding.passage.PassageLimits;
import io.trovex.embedding.passage.PassageSplitter;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** What one embedding service has: an engine, memory and meters of its own. */
final class Instance implements AutoCloseable {
    private static final String MODEL = "all-minilm-l6-v2-int8-fused";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RedisVectors shared;
    private final EmbeddingEngines engines;
    private final EmbeddingEngine engine;

    /** Returns once it has found Redis. */
    Instance(LettuceConnectionFactory redis, RedisVectorsSettings settings) {
        shared = RedisVectors.open(redis, settings, meters);
        engines = new EmbeddingEngines(
                TestModels.catalogue(), EngineSettings.defaults(), ModelMemory.DEFAULTS, shared, meters);
        engine = engines.open(MODEL);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::isUp);
    }

    RedisVectors shared() {
        return shared;
    }

    EmbeddingEngine engine() {
        return engine;
    }

    DocumentEmbedder embedder() {
        PassageSplitter splitter = new PassageSplitter(TestModels.minilm(), new PassageLimits(64, 0.15, 0.25));
        return new DocumentEmbedder(new Generation("g1", MODEL, 384), splitter, engine);
    }

    boolean isUp() {
        return meters.get("trovex.embedding.shared.up").gauge().value() == 1;
    }

    /** Runs of the model for documents. */
    long inferences() {
        return meters.get("trovex.embedding.inference")
                .tag("priority", "document")
                .timer()
                .count();
    }

    double recalled() {
        return meters.get("trovex.embedding.cache")
                .tag("result", "recalled")
                .counter()
                .count();
    }

    long lookups() {
        return meters.get("trovex.embedding.shared.lookup")
                .tag("outcome", "answered")
                .timer()
                .count();
    }

    double kept(String result) {
        Counter counter = meters.find("trovex.embedding.shared.keep")
                .tag("result", result)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    void awaitKept(long count) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> kept("kept") == count);
    }

    @Override
    public void close() {
        engines.close();
        shared.close();
    }
}
