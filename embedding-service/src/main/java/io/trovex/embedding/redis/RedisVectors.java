package io.trovex.embedding.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.trovex.contracts.Vector;
import io.trovex.embedding.engine.ContentKey;
import io.trovex.embedding.engine.SharedVectors;
import io.trovex.embedding.engine.VectorBytes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Looks vectors up in Redis while it answers, and hands those that were made to {@link KeptVectors}. The first call
 * that fails is the last until a thread in the background has had an answer again, so nobody waits in a row for a Redis
 * that is away. Thread-safe.
 */
public final class RedisVectors implements SharedVectors {
    private final LettuceConnectionFactory redis;
    private final KeptVectors kept;
    private final Timer answered;
    private final Timer failed;
    private final Counter crowdedOut;

    private RedisVectors(
            LettuceConnectionFactory redis,
            LettuceConnectionFactory patient,
            RedisVectorsSettings settings,
            MeterRegistry meters) {
        this.redis = redis;
        this.kept = new KeptVectors(patient, settings, meters);
        this.answered = RedisVectorsMeter.LOOKUP.timer(meters, "answered");
        this.failed = RedisVectorsMeter.LOOKUP.timer(meters, "failed");
        this.crowdedOut = RedisVectorsMeter.KEEP.counter(meters, "crowded_out");
        Gauge.builder(RedisVectorsMeter.UP.meterName(), kept, open -> open.isUp() ? 1 : 0)
                .register(meters);
    }

    /** @param process writes, with the patience of the rest of the process; look-ups have connections of their own */
    public static RedisVectors open(
            LettuceConnectionFactory process, RedisVectorsSettings settings, MeterRegistry meters) {
        return new RedisVectors(HurriedConnections.like(process, settings.timeout()), process, settings, meters);
    }

    @Override
    public Map<ContentKey, Vector> find(Collection<ContentKey> keys, int dimension) {
        if (!kept.isUp()) {
            return Map.of();
        }
        Timer.Sample started = Timer.start();
        try (RedisConnection connection = redis.getConnection()) {
            byte[][] names = keys.stream().map(VectorKey::of).toArray(byte[][]::new);
            List<byte[]> values = connection.stringCommands().mGet(names);
            started.stop(answered);
            return values == null ? Map.of() : vectors(keys, values, dimension);
        } catch (RuntimeException e) {
            started.stop(failed);
            kept.failed(e);
            return Map.of();
        }
    }

    @Override
    public void keep(ContentKey key, Vector vector) {
        if (!kept.offer(key, vector)) {
            crowdedOut.increment();
        }
    }

    @Override
    public void close() {
        kept.close();
        redis.destroy();
    }

    private static Map<ContentKey, Vector> vectors(Collection<ContentKey> keys, List<byte[]> values, int dimension) {
        Map<ContentKey, Vector> found = new HashMap<>();
        int at = 0;
        for (ContentKey key : keys) {
            Vector vector = VectorBytes.vector(values.get(at++), dimension);
            if (vector != null) {
                found.put(key, vector);
            }
        }
        return found;
    }
}
