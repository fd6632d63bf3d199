package io.trovex.index.opensearch;

import java.util.HexFormat;
import org.apache.lucene.util.NumericUtils;

/** Numbers and times of one metadata key as terms in their order: one field serves whatever keys documents bring. */
final class SortedTerms {
    private SortedTerms() {}

    /** Zero has two signs and one value. */
    static String number(String key, double number) {
        return term('n', key, NumericUtils.doubleToSortableLong(number + 0.0));
    }

    static String time(String key, long millis) {
        return term('t', key, millis);
    }

    private static String term(char kind, String key, long value) {
        return kind + key + '\0' + HexFormat.of().toHexDigits(value ^ Long.MIN_VALUE);
    }
}
