package io.trovex.statics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link DesignMatrix#addNormalOfRow}, with what it sums kept in four registers: a compiler that cannot know that two arrays
 * are never one keeps it in memory. Their width is a constant: as a parameter it made a fit slower than without registers.
 * Nothing here takes or returns a vector: where the compiler does not inline such a method, every vector becomes an object.
 */
final class VectorisedRow {
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() < 8 ? FloatVector.SPECIES_128 : FloatVector.SPECIES_256;
    private static final int LANES = SPECIES.length();

    private VectorisedRow() {}

    static void addNormal(int[] indices, float[] values, float[] from, float[] to) {
        for (int part = 0; part < DesignMatrix.WIDTH; part += 4 * LANES) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int i = 0; i < indices.length; i++) {
                int at = indices[i] * DesignMatrix.WIDTH + part;
                s0 = s0.add(FloatVector.fromArray(SPECIES, from, at).mul(values[i]));
                s1 = s1.add(FloatVector.fromArray(SPECIES, from, at + LANES).mul(values[i]));
                s2 = s2.add(FloatVector.fromArray(SPECIES, from, at + 2 * LANES).mul(values[i]));
                s3 = s3.add(FloatVector.fromArray(SPECIES, from, at + 3 * LANES).mul(values[i]));
            }
            for (int i = 0; i < indices.length; i++) {
                int at = indices[i] * DesignMatrix.WIDTH + part;
                FloatVector.fromArray(SPECIES, to, at).add(s0.mul(values[i])).intoArray(to, at);
                FloatVector.fromArray(SPECIES, to, at + LANES)
                        .add(s1.mul(values[i]))
                        .intoArray(to, at + LANES);
                FloatVector.fromArray(SPECIES, to, at + 2 * LANES)
                        .add(s2.mul(values[i]))
                        .intoArray(to, at + 2 * LANES);
                FloatVector.fromArray(SPECIES, to, at + 3 * LANES)
                        .add(s3.mul(values[i]))
                        .intoArray(to, at + 3 * LANES);
            }
        }
    }
}
