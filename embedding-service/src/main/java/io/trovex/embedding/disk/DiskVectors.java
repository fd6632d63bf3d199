package io.trovex.embedding.disk;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Vector;
import io.trovex.embedding.engine.ContentKey;
import io.trovex.embedding.engine.SharedVectors;
import io.trovex.embedding.engine.VectorBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors in one file, by maker and text. Written a second later in the background; what a crash loses is made again.
 * Above its limit it keeps nothing more, and a start that finds it so begins it anew. Thread-safe.
 */
public final class DiskVectors implements SharedVectors {
    private static final Logger LOG = LoggerFactory.getLogger(DiskVectors.class);
    private static final String FILE = "vectors.mv";
    private static final int CACHE_MIB = 8;

    private final MVStore store;
    private final long limit;
    private final Counter kept;
    private final Counter noRoom;
    private final Counter failures;
    private final ConcurrentMap<String, MVMap<byte[], byte[]>> makers = new ConcurrentHashMap<>();
    private final AtomicBoolean failed = new AtomicBoolean();

    private DiskVectors(MVStore store, long limit, MeterRegistry meters) {
        this.store = store;
        this.limit = limit;
        this.kept = DiskVectorsMeter.KEEP.counter(meters, "kept");
        this.noRoom = DiskVectorsMeter.KEEP.counter(meters, "no_room");
        this.failures = DiskVectorsMeter.KEEP.counter(meters, "failed");
        Gauge.builder(DiskVectorsMeter.BYTES.meterName(), this, DiskVectors::bytes)
                .baseUnit("bytes")
                .register(meters);
    }

    /**
     * Nothing is kept if the directory cannot be written, or another process has the file.
     *
     * @param limit length of the file, in bytes, from which on nothing more is kept
     */
    public static SharedVectors open(Path directory, long limit, MeterRegistry meters) {
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            MVStore store = store(file);
            // only whoever has the lock may know that nobody else uses it
            if (!store.isReadOnly() && store.getFileStore().size() >= limit) {
                store.close();
                Files.delete(file);
                store = opened(file);
            }
            return over(store, limit, meters);
        } catch (IOException | MVStoreException e) {
            LOG.atWarn()
                    .addKeyValue("directory", directory)
                    .addKeyValue("reason", e.getMessage())
                    .log("vectors are not kept on disk");
            return NONE;
        }
    }

    /** Takes the store; {@link #NONE} in place of one that takes nothing. */
    static SharedVectors over(MVStore store, long limit, MeterRegistry meters) {
        if (store.isReadOnly()) {
            store.close();
            LOG.atWarn().addKeyValue("reason", "the file is read-only").log("vectors are not kept on disk");
            return NONE;
        }
        return new DiskVectors(store, limit, meters);
    }

    /** A damaged file is begun anew. */
    private static MVStore store(Path file) throws IOException {
        try {
            return opened(file);
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw e;
            }
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("the file of vectors is damaged, and begun anew");
            Files.deleteIfExists(file);
            return opened(file);
        }
    }

    private static MVStore opened(Path file) {
        return new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize(CACHE_MIB)
                .open();
    }

    @Override
    public Map<ContentKey, Vector> find(Collection<ContentKey> keys, int dimension) {
        Map<ContentKey, Vector> found = new HashMap<>();
        try {
            for (ContentKey key : keys) {
                Vector vector = VectorBytes.vector(maker(key).get(key.hash()), dimension);
                if (vector != null) {
                    found.put(key, vector);
                }
            }
        } catch (RuntimeException e) {
            fail(e);
        }
        return found;
    }

    @Override
    public void keep(ContentKey key, Vector vector) {
        try {
            if (bytes() >= limit) {
                noRoom.increment();
                return;
            }
            maker(key).put(key.hash(), VectorBytes.value(vector));
            kept.increment();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private MVMap<byte[], byte[]> maker(ContentKey key) {
        return makers.computeIfAbsent(
                key.maker(),
                name -> store.openMap(
                        name,
                        new MVMap.Builder<byte[], byte[]>()
                                .keyType(ByteArrayDataType.INSTANCE)
                                .valueType(ByteArrayDataType.INSTANCE)));
    }

    private double bytes() {
        return store.isClosed() ? 0 : store.getFileStore().size();
    }

    private void fail(RuntimeException cause) {
        failures.increment();
        if (failed.compareAndSet(false, true)) {
            LOG.atWarn()
                    .setCause(cause)
                    .log("vectors on disk cannot be used: they are made again until the next start");
        }
    }
}
