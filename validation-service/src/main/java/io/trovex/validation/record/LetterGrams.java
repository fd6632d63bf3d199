package io.trovex.validation.record;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;

/**
 * How likely each language is, by the distinct runs of one to three characters in a text: the maximum entropy model of
 * Apache OpenNLP, whose own detector spends five times as long on regular expressions, strings and exponentials.
 * Thread-safe; takes 10 MB.
 */
final class LetterGrams {
    private static final String MAXIMUM_ENTROPY_MODEL = "langdetect.model";
    private static final int LONGEST = 3;
    /** Marks an empty slot: no gram has this key, which would be that of no character. */
    private static final long NONE = 0;

    private final List<String> languages;
    /** A hash table with open addressing. The gram in a slot has the weights from its start to that of the next slot. */
    private final long[] keys;

    private final int[] starts;
    private final byte[] languageOf;
    private final float[] weights;

    private LetterGrams(List<String> languages, Map<String, Context> contexts) {
        this.languages = languages;
        this.keys = new long[Integer.highestOneBit(contexts.size()) << 2];
        this.starts = new int[keys.length + 1];
        Context[] placed = new Context[keys.length];
        int size = 0;
        for (Map.Entry<String, Context> entry : contexts.entrySet()) {
            int slot = slot(key(entry.getKey()));
            keys[slot] = key(entry.getKey());
            placed[slot] = entry.getValue();
            size += entry.getValue().getOutcomes().length;
        }
        this.languageOf = new byte[size];
        this.weights = new float[size];
        int end = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            starts[slot] = end;
            for (int i = 0; placed[slot] != null && i < placed[slot].getOutcomes().length; i++) {
                languageOf[end] = (byte) placed[slot].getOutcomes()[i];
                weights[end++] = (float) placed[slot].getParameters()[i];
            }
        }
        starts[keys.length] = end;
    }

    @SuppressWarnings("unchecked")
    static LetterGrams of(LanguageDetectorModel model) {
        AbstractModel entropy = model.getArtifact(MAXIMUM_ENTROPY_MODEL);
        Object[] parts = entropy.getDataStructures(); // documented: parameters, contexts by name, names of the outcomes
        return new LetterGrams(List.of((String[]) parts[2]), (Map<String, Context>) parts[1]);
    }

    /** ISO 639-3 codes, in the order of the scores. */
    List<String> languages() {
        return languages;
    }

    /** @return each language's log-likelihood up to a constant that all share */
    float[] scores(CharSequence text) {
        float[] scores = new float[languages.size()];
        BitSet seen = new BitSet(keys.length);
        for (int end = 0; end < text.length(); end++) {
            long key = NONE;
            for (int length = 1; length <= Math.min(LONGEST, end + 1); length++) {
                key = (key << Character.SIZE) | text.charAt(end - length + 1);
                add(key, scores, seen);
            }
        }
        return scores;
    }

    private void add(long key, float[] scores, BitSet seen) {
        int slot = slot(key);
        if (!seen.get(slot)) {
            seen.set(slot);
            for (int i = starts[slot]; i < starts[slot + 1]; i++) {
                scores[languageOf[i]] += weights[i];
            }
        }
    }

    /** The characters from the last to the first, 16 bits each, as {@link #scores} meets them. */
    private static long key(String gram) {
        long key = NONE;
        for (int i = gram.length() - 1; i >= 0; i--) {
            key = (key << Character.SIZE) | gram.charAt(i);
        }
        return key;
    }

    /** @return where the key is, or the empty slot where it would be */
    private int slot(long key) {
        int slot = spread(key) & (keys.length - 1);
        while (keys[slot] != NONE && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    /** Fibonacci hashing (Knuth, TAOCP 3, 6.4): the upper bits of a product with 2⁶⁴ over the golden ratio. */
    private static int spread(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32);
    }
}
