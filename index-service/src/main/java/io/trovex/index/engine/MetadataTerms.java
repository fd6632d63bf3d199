package io.trovex.index.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.util.BytesRef;

/** Metadata as terms to filter on. Numbers meet in one form: {@code 5}, {@code 5.0} and {@code 5e0} are one term. */
public final class MetadataTerms {
    /** Longer values are kept and shown, but no filter finds them. */
    private static final int LONGEST = 1_024;

    private static final char SEPARATOR = '\0';

    private MetadataTerms() {}

    /** What a document with this entry is found by. */
    public static Set<String> indexed(String key, Object value) {
        Set<String> terms = new TreeSet<>();
        for (Object item : value instanceof List<?> list ? list : List.of(value)) {
            String text = item instanceof Number ? canonical(item.toString()) : item.toString();
            if (key.length() + text.length() < LONGEST) {
                terms.add(term(key, text));
            }
        }
        return terms;
    }

    /** What a filter on this text looks for: the text itself, and the number it may spell. */
    public static List<BytesRef> sought(String key, String value) {
        return List.of(new BytesRef(term(key, value)), new BytesRef(term(key, canonical(value))));
    }

    /** What every term of a key begins with. */
    public static String prefix(String key) {
        return key + SEPARATOR;
    }

    private static String term(String key, String value) {
        return prefix(key) + value;
    }

    private static String canonical(String number) {
        if (number.length() > 100) {
            return number;
        }
        try {
            BigDecimal decimal = new BigDecimal(number);
            return Math.abs((long) decimal.scale()) > 100
                    ? number
                    : decimal.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException _) {
            return number;
        }
    }
}
