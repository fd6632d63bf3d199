package io.trovex.index.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A document that a ranking put forward.
 *
 * @param number names it within one {@link IndexView}
 * @param passage number of its best passage; -1 when the ranking looked at the document as a whole
 */
public record Match(int number, String docId, double score, int passage) {
    /**
     * Best first; equal scores in the order of their ids' code points, as engines have them, whatever the layout of the
     * segments.
     */
    public static final Comparator<Match> BEST_FIRST = (one, other) -> {
        int better = Double.compare(other.score, one.score);
        return better != 0 ? better : Arrays.compareUnsigned(utf8(one), utf8(other));
    };

    private static byte[] utf8(Match match) {
        return match.docId.getBytes(StandardCharsets.UTF_8);
    }
}
