package io.trovex.index.lucene.vector;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Estimates#oneByOne}, of as many passages at once as a register has room for. */
final class VectorisedEstimates {
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED.length() > CodeBlock.PASSAGES
            ? IntVector.SPECIES_512
            : IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = BITS.withLanes(float.class);

    private VectorisedEstimates() {}

    static boolean of(
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
        for (int lane = 0; lane < CodeBlock.PASSAGES; lane += BITS.length()) {
            long at = block + (long) lane * Integer.BYTES;
            IntVector ones = IntVector.zero(BITS);
            IntVector twos = ones;
            IntVector fours = ones;
            IntVector eights = ones;
            for (int word = 0; word < words; word++) {
                IntVector signs =
                        IntVector.fromMemorySegment(BITS, codes, at + (long) word * CodeBlock.ROW, CodeBlock.ORDER);
                ones = ones.add(
                        signs.lanewise(VectorOperators.XOR, planes[word]).lanewise(VectorOperators.BIT_COUNT));
                twos = twos.add(signs.lanewise(VectorOperators.XOR, planes[words + word])
                        .lanewise(VectorOperators.BIT_COUNT));
                fours = fours.add(signs.lanewise(VectorOperators.XOR, planes[2 * words + word])
                        .lanewise(VectorOperators.BIT_COUNT));
                eights = eights.add(signs.lanewise(VectorOperators.XOR, planes[3 * words + word])
                        .lanewise(VectorOperators.BIT_COUNT));
            }
            IntVector differing = eights.add(eights).add(fours);
            differing = differing.add(differing).add(twos);
            differing = differing.add(differing).add(ones);
            FloatVector signed = ((FloatVector) differing.convertShape(VectorOperators.I2F, FLOATS, 0))
                    .mul(-2f)
                    .add(query.greatest())
                    .mul(query.step());
            FloatVector shift = FloatVector.fromMemorySegment(FLOATS, codes, at + layout.shifts(), CodeBlock.ORDER);
            FloatVector scale = FloatVector.fromMemorySegment(FLOATS, codes, at + layout.scales(), CodeBlock.ORDER);
            FloatVector estimated = signed.mul(scale).add(shift).add(product);
            if (estimated.compare(VectorOperators.GT, least).anyTrue()) {
                isAnyAbove = true;
            }
            estimated.intoArray(estimates, lane);
        }
        return isAnyAbove;
    }
}
