package io.trovex.embedding.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** Every meter of the engine. */
enum EngineMeter {
    /** Time of one run of the model; tags {@code model}, {@code priority}. */
    INFERENCE("trovex.embedding.inference"),
    /** Time from a job's arrival to its turn; tags {@code model}, {@code priority}. */
    WAIT("trovex.embedding.wait"),
    /** Tokens run through the model; tags {@code model}, {@code priority}. */
    TOKENS("trovex.embedding.tokens"),
    /** Waiting jobs; tags {@code model}, {@code priority}. */
    QUEUE("trovex.embedding.queue"),
    /** Requests by what the cache had; tags {@code model}, {@code result} = hit, recalled (from the shared cache), shared (an inference under way) or miss. */
    CACHE("trovex.embedding.cache"),
    /** Always 1; tags {@code model}, {@code graph} = fused, published, unknown_shape or failed_check. */
    GRAPH("trovex.embedding.graph"),
    /** Memory that a loaded model is reckoned to take, in bytes; tag {@code model}. */
    MEMORY("trovex.embedding.model.memory"),
    /** Time to load a model; tags {@code model}, {@code outcome} = loaded or refused. */
    LOAD("trovex.embedding.model.load");

    private final String meterName;

    EngineMeter(String meterName) {
        this.meterName = meterName;
    }

    Timer timer(MeterRegistry registry, String... tags) {
        return Timer.builder(meterName).tags(tags).publishPercentileHistogram().register(registry);
    }

    Counter counter(MeterRegistry registry, String... tags) {
        return Counter.builder(meterName).tags(tags).register(registry);
    }

    Gauge gauge(MeterRegistry registry, Supplier<Number> value, String... tags) {
        return Gauge.builder(meterName, value).tags(tags).strongReference(true).register(registry);
    }
}
