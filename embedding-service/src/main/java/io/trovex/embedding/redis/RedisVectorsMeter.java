package io.trovex.embedding.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Every meter of the shared cache. */
enum RedisVectorsMeter {
    /** Time to look a document's passages up; tag {@code outcome} = answered or failed. */
    LOOKUP("trovex.embedding.shared.lookup"),
    /** Vectors to keep; tag {@code result} = kept, crowded_out (too many at once), no_room or failed. */
    KEEP("trovex.embedding.shared.keep"),
    /** 1 while Redis answers. */
    UP("trovex.embedding.shared.up");

    private final String meterName;

    RedisVectorsMeter(String meterName) {
        this.meterName = meterName;
    }

    String meterName() {
        return meterName;
    }

    Timer timer(MeterRegistry registry, String outcome) {
        return Timer.builder(meterName)
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(registry);
    }

    Counter counter(MeterRegistry registry, String result) {
        return registry.counter(meterName, "result", result);
    }
}
