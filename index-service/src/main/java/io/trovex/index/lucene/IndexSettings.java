package io.trovex.index.lucene;

/**
 * How an index trades memory and exactness for speed.
 *
 * @param exactPassages up to so many passages a vector search compares them all and is exact; above, those of the nearest clusters
 * @param bufferMegabytes documents held in memory before a segment is written without a refresh
 * @param bm25 to be read as it was written
 */
public record IndexSettings(int exactPassages, int bufferMegabytes, Bm25 bm25) {
    public static final IndexSettings DEFAULTS = new IndexSettings(10_000, 64);

    /** With the default keyword scores. */
    public IndexSettings(int exactPassages, int bufferMegabytes) {
        this(exactPassages, bufferMegabytes, Bm25.DEFAULTS);
    }
}
