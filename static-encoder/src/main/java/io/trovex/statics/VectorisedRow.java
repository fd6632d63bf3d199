package io.trovex.statics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link DesignMatrix#addNormalOfRow}, with what it sums kept in four registers: a compiler that cannot know that two arrays
 * are never one keeps it in memory.
 */
final class VectorisedRow {
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() < 8 ? FloatVector.SPECIES_128 : FloatVector.SPECIES_256;

    private VectorisedRow() {}

    static void addNormal(int[] indices, float[] values, float[] from, float[] to) {
        addNormal(SPECIES, indices, values, from, to);
    }

    /** @param species of 128 or 256 bits */
    static void addNormal(VectorSpecies<Float> species, int[] indices, float[] values, float[] from, float[] to) {
        int lanes = species.length();
        for (int part = 0; part < DesignMatrix.WIDTH; part += 4 * lanes) {
            FloatVector s0 = FloatVector.zero(species);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int i = 0; i < indices.length; i++) {
                int at = indices[i] * DesignMatrix.WIDTH + part;
                s0 = s0.add(at(species, from, at).mul(values[i]));
                s1 = s1.add(at(species, from, at + lanes).mul(values[i]));
                s2 = s2.add(at(species, from, at + 2 * lanes).mul(values[i]));
                s3 = s3.add(at(species, from, at + 3 * lanes).mul(values[i]));
            }
            for (int i = 0; i < indices.length; i++) {
                int at = indices[i] * DesignMatrix.WIDTH + part;
                at(species, to, at).add(s0.mul(values[i])).intoArray(to, at);
                at(species, to, at + lanes).add(s1.mul(values[i])).intoArray(to, at + lanes);
                at(species, to, at + 2 * lanes).add(s2.mul(values[i])).intoArray(to, at + 2 * lanes);
                at(species, to, at + 3 * lanes).add(s3.mul(values[i])).intoArray(to, at + 3 * lanes);
            }
        }
    }

    private static FloatVector at(VectorSpecies<Float> species, float[] array, int index) {
        return FloatVector.fromArray(species, array, index);
    }
}
