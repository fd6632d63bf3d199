package io.trovex.index.engine;

import java.math.BigDecimal;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a document is sorted by: numbers come before texts.
 *
 * @param number what the text spells, if it is a number
 */
public record SortKey(@Nullable BigDecimal number, String text) implements Comparable<SortKey> {
    private static final int LONGEST_NUMBER = 100;
    private static final Comparator<SortKey> ORDER = Comparator.comparing(
                    SortKey::number, Comparator.nullsLast(Comparator.<BigDecimal>naturalOrder()))
            .thenComparing(SortKey::text);

    public static SortKey of(long number) {
        return new SortKey(BigDecimal.valueOf(number), "");
    }

    /** @param term in the one form that numbers have as terms */
    public static SortKey of(String term) {
        boolean maybe = !term.isEmpty()
                && term.length() <= LONGEST_NUMBER
                && (Character.isDigit(term.charAt(0)) || term.charAt(0) == '-');
        try {
            return new SortKey(maybe ? new BigDecimal(term) : null, term);
        } catch (NumberFormatException _) {
            return new SortKey(null, term);
        }
    }

    @Override
    public int compareTo(SortKey other) {
        return ORDER.compare(this, other);
    }
}
