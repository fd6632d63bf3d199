package io.trovex.index.engine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link DotProduct#sums} in registers of 256 bits, or of 128, which every processor has. Whatever their width, each sum
 * gets the same products in the same order. The last sums are taken lane by lane: an array of them would be garbage of each
 * product. Nothing here takes or returns a vector: where the compiler did not inline such a method, as in one process of nine,
 * every vector became an object and a search took two and a half times as long.
 */
final class VectorisedSums {
    private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
    private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;
    private static final boolean HAS_EIGHT = FloatVector.SPECIES_PREFERRED.length() >= EIGHT.length();

    private VectorisedSums() {}

    static float of(float[] a, float[] b, int whole) {
        return HAS_EIGHT ? byEight(a, b, whole) : byFour(a, b, whole);
    }

    static float byEight(float[] a, float[] b, int whole) {
        FloatVector s0 = FloatVector.zero(EIGHT);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int i = 0; i < whole; i += DotProduct.LANES) {
            s0 = s0.add(FloatVector.fromArray(EIGHT, a, i).mul(FloatVector.fromArray(EIGHT, b, i)));
            s1 = s1.add(FloatVector.fromArray(EIGHT, a, i + 8).mul(FloatVector.fromArray(EIGHT, b, i + 8)));
            s2 = s2.add(FloatVector.fromArray(EIGHT, a, i + 16).mul(FloatVector.fromArray(EIGHT, b, i + 16)));
            s3 = s3.add(FloatVector.fromArray(EIGHT, a, i + 24).mul(FloatVector.fromArray(EIGHT, b, i + 24)));
        }
        FloatVector sums = s0.add(s2).add(s1.add(s3));
        return ((sums.lane(0) + sums.lane(4)) + (sums.lane(1) + sums.lane(5)))
                + ((sums.lane(2) + sums.lane(6)) + (sums.lane(3) + sums.lane(7)));
    }

    static float byFour(float[] a, float[] b, int whole) {
        FloatVector s0 = FloatVector.zero(FOUR);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        for (int i = 0; i < whole; i += DotProduct.LANES) {
            s0 = s0.add(FloatVector.fromArray(FOUR, a, i).mul(FloatVector.fromArray(FOUR, b, i)));
            s1 = s1.add(FloatVector.fromArray(FOUR, a, i + 4).mul(FloatVector.fromArray(FOUR, b, i + 4)));
            s2 = s2.add(FloatVector.fromArray(FOUR, a, i + 8).mul(FloatVector.fromArray(FOUR, b, i + 8)));
            s3 = s3.add(FloatVector.fromArray(FOUR, a, i + 12).mul(FloatVector.fromArray(FOUR, b, i + 12)));
            s4 = s4.add(FloatVector.fromArray(FOUR, a, i + 16).mul(FloatVector.fromArray(FOUR, b, i + 16)));
            s5 = s5.add(FloatVector.fromArray(FOUR, a, i + 20).mul(FloatVector.fromArray(FOUR, b, i + 20)));
            s6 = s6.add(FloatVector.fromArray(FOUR, a, i + 24).mul(FloatVector.fromArray(FOUR, b, i + 24)));
            s7 = s7.add(FloatVector.fromArray(FOUR, a, i + 28).mul(FloatVector.fromArray(FOUR, b, i + 28)));
        }
        FloatVector sums = s0.add(s4).add(s2.add(s6)).add(s1.add(s5).add(s3.add(s7)));
        return (sums.lane(0) + sums.lane(1)) + (sums.lane(2) + sums.lane(3));
    }
}
