package io.trovex.index.engine;

import java.util.Arrays;
import java.util.BitSet;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * Which documents an index holds, in which version and with which content: equal for two indexes that hold the same,
 * whatever their engines, models and segments. Divided into ranges by a hash of the document id, so that a difference is
 * located.
 */
public final class ContentDigest {
    private static final int RANGES = 64;
    private static final int SEED = 0x7f3a_0c55;

    private final long[] ranges = new long[RANGES];
    private int documents;

    /** In whatever order: a sum. */
    public void add(String docId, long version, @Nullable String contentHash) {
        ranges[range(docId)] += content(docId, version, contentHash);
        documents++;
    }

    /** Where a document belongs. */
    public static int range(String docId) {
        return Math.floorMod(StringHelper.murmurhash3_x86_32(new BytesRef(docId), SEED), RANGES);
    }

    /** A hash of version and content. */
    public static long content(String docId, long version, @Nullable String contentHash) {
        String content = docId + "\u0000" + version + "\u0000" + contentHash;
        return StringHelper.murmurhash3_x64_128(new BytesRef(content))[0];
    }

    public int documents() {
        return documents;
    }

    /** The ranges that differ. */
    public BitSet differences(ContentDigest other) {
        BitSet different = new BitSet(RANGES);
        for (int i = 0; i < RANGES; i++) {
            different.set(i, ranges[i] != other.ranges[i]);
        }
        return different;
    }

    @Override
    public String toString() {
        return "%d documents, %016x".formatted(documents, Arrays.stream(ranges).sum());
    }
}
