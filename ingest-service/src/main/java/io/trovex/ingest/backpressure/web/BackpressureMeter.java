package io.trovex.ingest.backpressure.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Every meter of backpressure. */
enum BackpressureMeter {
    /** 1 while ingest answers 429, else 0. */
    SATURATED("trovex.ingest.backpressure.saturated"),
    /** Documents in flight, those on their way to the log too; not a number while nobody knows. */
    IN_FLIGHT("trovex.ingest.backpressure.in.flight"),
    HIGH("trovex.ingest.backpressure.high"),
    LOW("trovex.ingest.backpressure.low"),
    /** Documents a second that came to an end lately. */
    DRAIN_RATE("trovex.ingest.backpressure.drain.rate");

    private final String meterName;

    BackpressureMeter(String meterName) {
        this.meterName = meterName;
    }

    <T> void gauge(MeterRegistry registry, T of, ToDoubleFunction<T> value) {
        Gauge.builder(meterName, of, value).strongReference(true).register(registry);
    }
}
