package io.trovex.index.engine;

/**
 * The inner product of two vectors, the same bits every time. Lucene's differs in the last bit between interpreted and
 * compiled code, because it leaves the order of its sums open; then near ties change their order from one run to the
 * next. Here each of {@value #LANES} sums has every {@value #LANES}th product, and they are added in a fixed order.
 */
public final class DotProduct {
    static final int LANES = 32;

    /** So many of a usual length, and the compiler has seen enough of them. */
    private static final int WARM_UP_PRODUCTS = 5_000;

    private static final int USUAL_LENGTH = 384;

    private static final boolean HAS_VECTOR_API =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private DotProduct() {}

    public static float of(float[] a, float[] b) {
        int whole = a.length - a.length % LANES;
        float sum = HAS_VECTOR_API ? VectorisedSums.of(a, b, whole) : sums(a, b, whole);
        for (int i = whole; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Uses it so often that the compiler takes it up: with the Vector API, what is not compiled takes a tenth of a millisecond. */
    public static void warmUp() {
        float[] vector = new float[USUAL_LENGTH];
        for (int i = 0; i < WARM_UP_PRODUCTS; i++) {
            vector[i % USUAL_LENGTH] = of(vector, vector);
        }
    }

    /** As {@link VectorisedSums} adds them. */
    static float sums(float[] a, float[] b, int whole) {
        float[] sums = new float[LANES];
        for (int from = 0; from < whole; from += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                sums[lane] += a[from + lane] * b[from + lane];
            }
        }
        for (int half = LANES / 2; half >= 4; half /= 2) { // the last four are added below
            for (int lane = 0; lane < half; lane++) {
                sums[lane] += sums[lane + half];
            }
        }
        return (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }
}
