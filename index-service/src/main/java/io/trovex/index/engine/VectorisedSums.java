package io.trovex.index.engine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link DotProduct#sums} in registers of 128 bits, which every processor has. */
final class VectorisedSums {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_128;

    private VectorisedSums() {}

    static float of(float[] a, float[] b, int whole) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        for (int i = 0; i < whole; i += DotProduct.LANES) {
            s0 = s0.add(products(a, b, i));
            s1 = s1.add(products(a, b, i + DotProduct.WIDTH));
            s2 = s2.add(products(a, b, i + 2 * DotProduct.WIDTH));
            s3 = s3.add(products(a, b, i + 3 * DotProduct.WIDTH));
            s4 = s4.add(products(a, b, i + 4 * DotProduct.WIDTH));
            s5 = s5.add(products(a, b, i + 5 * DotProduct.WIDTH));
            s6 = s6.add(products(a, b, i + 6 * DotProduct.WIDTH));
            s7 = s7.add(products(a, b, i + 7 * DotProduct.WIDTH));
        }
        float[] sums = new float[DotProduct.WIDTH];
        s0.add(s4).add(s2.add(s6)).add(s1.add(s5).add(s3.add(s7))).intoArray(sums, 0);
        return (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }

    private static FloatVector products(float[] a, float[] b, int from) {
        return FloatVector.fromArray(SPECIES, a, from).mul(FloatVector.fromArray(SPECIES, b, from));
    }
}
