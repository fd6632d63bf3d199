package io.trovex.index.lucene.vector;

/**
 * A vector that is looked for, in four bits of each component: the nearest of -15, -13, … 15 steps. As sums of
 * signs, of one, two, four and eight steps, their products with a code are counts of differing bits.
 */
public final class QuantisedQuery {
    static final int PLANES = 4;
    private static final int MOST_STEPS = (1 << PLANES) - 1;

    private final int words;
    private final float step;

    /** All words of the lowest bits first. */
    private final int[] planes;

    /** The product if no sign differed. */
    private final float greatest;

    public QuantisedQuery(float[] vector) {
        float most = 0;
        for (float component : vector) {
            most = Math.max(most, Math.abs(component));
        }
        this.words = new CodeBlock(vector.length).words();
        this.step = most / MOST_STEPS;
        this.planes = new int[PLANES * words];
        this.greatest = MOST_STEPS * vector.length;
        for (int i = 0; i < vector.length; i++) {
            int level = Math.round((vector[i] / step + MOST_STEPS) / 2);
            for (int plane = 0; plane < PLANES; plane++) {
                planes[plane * words + i / Integer.SIZE] |= (level >> plane & 1) << i % Integer.SIZE;
            }
        }
    }

    int words() {
        return words;
    }

    int[] planes() {
        return planes;
    }

    /** What a component is a multiple of. */
    float step() {
        return step;
    }

    /** In steps, what a code of the same signs in all planes comes to; each differing bit takes twice its plane's weight away. */
    float greatest() {
        return greatest;
    }
}
