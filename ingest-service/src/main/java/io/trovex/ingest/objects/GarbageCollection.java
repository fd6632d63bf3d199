package io.trovex.ingest.objects;

import io.trovex.ingest.objects.GarbageReport.State;
import io.trovex.stage.objects.ObjectStore;
import io.trovex.stage.objects.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One collection: lists the objects, takes those older than the cutoff as candidates, reads everything that may refer to
 * them, once from the beginning and once more what has come since, and removes what nobody referred to. What is put
 * while it runs is safe: an object is put before anything refers to it, and the store removes none that was put after the
 * cutoff. Used once, by one thread.
 */
public final class GarbageCollection {
    private final ObjectStore store;
    private final List<ReferenceSource> sources;
    private final Instant cutoff;
    private final boolean dryRun;
    private final Consumer<GarbageReport> progress;
    private final Map<String, Long> candidates = new HashMap<>();
    private State state = State.LISTING;
    private long objects;
    private long bytes;
    private long young;
    private long records;
    private long collectableBytes;
    private long removed;
    private long removedBytes;

    /**
     * @param sources in the order in which references move from one to the next
     * @param cutoff objects put at or after it are kept
     * @param progress told often
     */
    public GarbageCollection(
            ObjectStore store,
            List<ReferenceSource> sources,
            Instant cutoff,
            boolean dryRun,
            Consumer<GarbageReport> progress) {
        this.store = store;
        this.sources = sources;
        this.cutoff = cutoff;
        this.dryRun = dryRun;
        this.progress = progress;
    }

    public GarbageReport run() {
        store.list(this::list);
        mark();
        if (!dryRun) {
            remove();
        }
        state = State.DONE;
        return report();
    }

    private void list(StoredObject object) {
        objects++;
        bytes += object.bytes();
        if (object.putAt().isBefore(cutoff)) {
            if (candidates.put(object.address(), object.bytes()) == null) {
                collectableBytes += object.bytes();
            }
        } else {
            young++;
        }
        tell();
    }

    private void mark() {
        state = State.MARKING;
        List<ReferenceReader> readers = new ArrayList<>();
        try {
            sources.forEach(source -> readers.add(source.open()));
            readers.forEach(this::readOn);
            readers.forEach(this::readOn);
        } finally {
            readers.forEach(ReferenceReader::close);
        }
    }

    private void readOn(ReferenceReader reader) {
        records += reader.readOn(this::keep, this::tell);
    }

    private void keep(String address) {
        Long length = candidates.remove(address);
        if (length != null) {
            collectableBytes -= length;
        }
    }

    private void remove() {
        state = State.REMOVING;
        candidates.forEach((address, length) -> {
            if (store.remove(address, cutoff)) {
                removed++;
                removedBytes += length;
            }
            tell();
        });
    }

    private void tell() {
        progress.accept(report());
    }

    private GarbageReport report() {
        return new GarbageReport(
                state,
                dryRun,
                objects,
                bytes,
                young,
                records,
                candidates.size(),
                collectableBytes,
                removed,
                removedBytes);
    }
}
