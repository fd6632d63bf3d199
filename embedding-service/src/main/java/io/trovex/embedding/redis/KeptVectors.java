package io.trovex.embedding.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Vector;
import io.trovex.embedding.engine.ContentKey;
import io.trovex.embedding.engine.VectorBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Writes vectors to Redis, many in one go, on a thread of its own, which also looks whether Redis answers and has room. */
final class KeptVectors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptVectors.class);
    private static final int MOST_WAITING = 1_024;
    private static final int MOST_AT_ONCE = 128;
    private static final long LOOK_MILLIS = 1_000;

    /** Nobody waits for a write, and many in one go cost Redis and this process a fraction. */
    private static final long GATHERING_MILLIS = 200;

    private record Kept(ContentKey key, Vector vector) {}

    private final RedisConnectionFactory redis;
    private final RedisVectorsSettings settings;
    private final Counter kept;
    private final Counter noRoom;
    private final Counter failures;
    private final BlockingQueue<Kept> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private volatile boolean up;
    /** Whether Redis was asked at all. */
    private volatile boolean unknown = true;

    private boolean room;
    /** The writer's own: a pipeline needs a connection to itself, and a new one each time costs more than the vectors. */
    private @Nullable RedisConnection connection;

    private long lookedAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);

    KeptVectors(RedisConnectionFactory redis, RedisVectorsSettings settings, MeterRegistry meters) {
        this.redis = redis;
        this.settings = settings;
        this.kept = RedisVectorsMeter.KEEP.counter(meters, "kept");
        this.noRoom = RedisVectorsMeter.KEEP.counter(meters, "no_room");
        this.failures = RedisVectorsMeter.KEEP.counter(meters, "failed");
        this.writer = Thread.ofPlatform().daemon().name("shared-vectors").start(this::work);
    }

    boolean isUp() {
        return up;
    }

    /** Redis gave no answer: nobody asks it until it does again. */
    void failed(RuntimeException cause) {
        boolean news = up || unknown;
        up = false;
        unknown = false;
        if (news) {
            LOG.atWarn()
                    .addKeyValue("reason", cause.getMessage())
                    .log("Redis does not answer: vectors are made that others may have made");
        }
    }

    /** Whether there is room for it among those that wait. A look-up that took too long is no reason to lose it. */
    boolean offer(ContentKey key, Vector vector) {
        return waiting.offer(new Kept(key, vector));
    }

    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        List<Kept> batch = new ArrayList<>(MOST_AT_ONCE);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                lookNowAndThen();
                Kept first = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    if (waiting.size() < MOST_AT_ONCE) {
                        Thread.sleep(GATHERING_MILLIS);
                    }
                    waiting.drainTo(batch, MOST_AT_ONCE - 1);
                    write(batch);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                failures.increment(batch.size());
                failed(e);
                disconnect();
            } finally {
                batch.clear();
            }
        }
        disconnect();
    }

    private RedisConnection connected() {
        RedisConnection open = connection;
        if (open == null) {
            open = redis.getConnection();
            connection = open;
        }
        return open;
    }

    private void disconnect() {
        RedisConnection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException e) {
                LOG.atDebug().setCause(e).log("a connection to Redis does not close");
            }
        }
    }

    private void lookNowAndThen() {
        long now = System.nanoTime();
        if (now - lookedAt < TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
            return;
        }
        lookedAt = now;
        Properties memory = connected().serverCommands().info("memory");
        room = memory == null || used(memory) < settings.memoryLimit();
        if (!up) {
            up = true;
            unknown = false;
            LOG.info("Redis answers: vectors that others have made are used");
        }
    }

    private void write(List<Kept> batch) {
        if (!room) {
            noRoom.increment(batch.size());
            return;
        }
        RedisConnection open = connected();
        open.openPipeline();
        for (Kept one : batch) {
            open.stringCommands()
                    .setEx(VectorKey.of(one.key()), settings.timeToLive().toSeconds(), VectorBytes.value(one.vector()));
        }
        open.closePipeline();
        kept.increment(batch.size());
    }

    /** Of a cluster, the fullest node's: its figures come under each node's name. */
    private static long used(Properties memory) {
        return memory.stringPropertyNames().stream()
                .filter(name -> name.equals("used_memory") || name.endsWith(".used_memory"))
                .mapToLong(name -> Long.parseLong(memory.getProperty(name).strip()))
                .max()
                .orElse(0);
    }
}
