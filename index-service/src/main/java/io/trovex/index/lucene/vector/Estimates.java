package io.trovex.index.lucene.vector;

import java.lang.foreign.MemorySegment;

/** Estimated products of a question with the sixteen passages of a block, the same bits with and without the Vector API. */
final class Estimates {
    private static final boolean HAS_VECTOR_API =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private Estimates() {}

    /**
     * @param product of the question with the cluster's centroid
     * @param estimates gets them, if any is above {@code least}
     * @return whether one is
     */
    static boolean of(
            MemorySegment codes,
            long block,
            CodeBlock layout,
            QuantisedQuery query,
            float product,
            float least,
            float[] estimates) {
        return HAS_VECTOR_API
                ? VectorisedEstimates.of(codes, block, layout, query, product, least, estimates)
                : oneByOne(codes, block, layout, query, product, least, estimates);
    }

    static boolean oneByOne(
            MemorySegment codes,
            long block,
            CodeBlock layout,
            QuantisedQuery query,
            float product,
            float least,
            float[] estimates) {
        int[] planes = query.planes();
        int words = query.words();
        boolean isAnyAbove = false;
        for (int lane = 0; lane < CodeBlock.PASSAGES; lane++) {
            long at = block + (long) lane * Integer.BYTES;
            int differing = 0;
            for (int word = 0; word < words; word++) {
                int signs = codes.get(CodeBlock.INT, at + (long) word * CodeBlock.ROW);
                for (int plane = 0; plane < QuantisedQuery.PLANES; plane++) {
                    differing += Integer.bitCount(signs ^ planes[plane * words + word]) << plane;
                }
            }
            float signed = (query.greatest() - 2f * differing) * query.step();
            float shift = codes.get(CodeBlock.FLOAT, at + layout.shifts());
            float scale = codes.get(CodeBlock.FLOAT, at + layout.scales());
            estimates[lane] = signed * scale + shift + product;
            isAnyAbove |= estimates[lane] > least;
        }
        return isAnyAbove;
    }
}
