package io.trovex.index.engine;

/**
 * The inner product of two vectors, the same bits every time. Lucene's is faster and differs in the last bit between
 * interpreted and compiled code, because the vector API leaves the order of its sums open; then near ties change their
 * order from one run to the next.
 */
public final class DotProduct {
    private static final int LANES = 8;

    private DotProduct() {}

    public static float of(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int whole = a.length - a.length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
            s4 += a[i + 4] * b[i + 4];
            s5 += a[i + 5] * b[i + 5];
            s6 += a[i + 6] * b[i + 6];
            s7 += a[i + 7] * b[i + 7];
        }
        for (int i = whole; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
}
