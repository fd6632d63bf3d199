package io.trovex.ingest.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

/** Sets of offsets: ranges, counts, and the portable 64-bit form that Roaring libraries of all languages read. */
final class OffsetBitmaps {
    private OffsetBitmaps() {}

    /** @param to exclusive */
    static Roaring64NavigableMap range(long from, long to) {
        Roaring64NavigableMap range = new Roaring64NavigableMap();
        if (from < to) {
            range.addRange(from, to);
        }
        return range;
    }

    static long countBefore(Roaring64NavigableMap offsets, long offset) {
        return offset <= 0 ? 0 : offsets.rankLong(offset - 1);
    }

    static byte[] write(Roaring64NavigableMap offsets) {
        offsets.runOptimize();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            offsets.serializePortable(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Roaring64NavigableMap read(byte[] bytes) {
        Roaring64NavigableMap offsets = new Roaring64NavigableMap();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            offsets.deserializePortable(in);
        } catch (IOException e) {
            throw new UncheckedIOException("not a bitmap of offsets", e);
        }
        return offsets;
    }
}
