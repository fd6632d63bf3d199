package io.trovex.index.search.guard;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.index.IndexMeter;
import io.trovex.index.search.QueryEmbedder;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The guards of all generations that are searched. Thread-safe. */
public final class EmbedderGuards implements AutoCloseable {
    private final GuardSettings settings;
    private final MeterRegistry meters;
    private final Map<String, Guard> guards = new ConcurrentHashMap<>();

    private record Guard(GuardedQueryEmbedder embedder, Gauge away) {}

    public EmbedderGuards(GuardSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    /** Puts a guard of its own around the generation's embedder, in place of an earlier one. */
    public GuardedQueryEmbedder guard(String generation, QueryEmbedder embedder) {
        release(generation);
        GuardedQueryEmbedder guarded = new GuardedQueryEmbedder(generation, embedder, settings, meters);
        Gauge away = Gauge.builder(IndexMeter.EMBEDDER_AWAY.meterName(), guarded, open -> open.isAsked() ? 0 : 1)
                .tag("generation", generation)
                .register(meters);
        guards.put(generation, new Guard(guarded, away));
        return guarded;
    }

    /** Forgets a generation that is no longer searched. */
    public void release(String generation) {
        Guard guard = guards.remove(generation);
        if (guard != null) {
            guard.embedder().close();
            meters.remove(guard.away());
        }
    }

    /** By generation, whether its embedder is asked. */
    public Map<String, Boolean> asked() {
        Map<String, Boolean> asked = new TreeMap<>();
        guards.forEach(
                (generation, guard) -> asked.put(generation, guard.embedder().isAsked()));
        return asked;
    }

    @Override
    public void close() {
        guards.values().forEach(guard -> guard.embedder().close());
    }
}
