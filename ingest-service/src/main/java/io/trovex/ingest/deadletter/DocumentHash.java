package io.trovex.ingest.deadletter;

import org.jspecify.annotations.Nullable;

/** 64 bits that stand for a document id. Two ids of a million share them once in ten million such views. */
final class DocumentHash {
    private static final long SEED = 0xcbf29ce484222325L;

    private DocumentHash() {}

    /** 0 for no document. */
    static long of(@Nullable String docId) {
        if (docId == null) {
            return 0;
        }
        long hash = SEED;
        for (int i = 0; i < docId.length(); i++) {
            hash = mixed(hash ^ docId.charAt(i));
        }
        return hash == 0 ? 1 : hash;
    }

    /** The finaliser of SplitMix64: every bit of the input changes every bit of the output half the time. */
    private static long mixed(long bits) {
        long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
