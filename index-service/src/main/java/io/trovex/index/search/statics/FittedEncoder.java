package io.trovex.index.search.statics;

import io.trovex.index.analysis.Language;
import io.trovex.statics.StaticEncoder;
import io.trovex.statics.StaticTable;
import org.jspecify.annotations.Nullable;

/** A table of word vectors for one generation. Immutable, thread-safe. */
public final class FittedEncoder {
    /**
     * A query is far shorter than a passage. At one half, semantic nDCG@10 on Cranfield, StackFAQ and CISI is .491, .849
     * and .398; at one, .466, .838 and .392.
     */
    private static final float COMMON = 0.5f;

    private final Fit fit;
    private final Words words;
    private final StaticTable table;
    private final StaticEncoder encoder;

    FittedEncoder(Fit fit, Words words, StaticTable table) {
        this.fit = fit;
        this.words = words;
        this.table = table;
        this.encoder = new StaticEncoder(table, COMMON);
    }

    public Fit fit() {
        return fit;
    }

    /** Of length 1, in the generation's space; null if it knows no word of the text. */
    public float @Nullable [] encode(String text) {
        int[] numbers = words.numbers(Language.ENGLISH.terms(text));
        return numbers.length == 0 ? null : encoder.encode(numbers);
    }

    Words words() {
        return words;
    }

    StaticTable table() {
        return table;
    }
}
