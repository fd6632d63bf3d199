package io.trovex.index.shadow;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How alike two rankings are.
 *
 * @param overlap share of the documents that both show, of as many as the longer one has; 1 if both are empty
 * @param correlation Kendall's τ of the documents that both show, from -1 to 1; null if those are fewer than two
 */
record RankAgreement(double overlap, @Nullable Double correlation) {

    /** @param one document ids, best first, each once; {@code other} likewise */
    static RankAgreement of(List<String> one, List<String> other) {
        Set<String> shared = new HashSet<>(one);
        shared.retainAll(other);
        int longer = Math.max(one.size(), other.size());
        return new RankAgreement(longer == 0 ? 1 : (double) shared.size() / longer, tau(shared, one, other));
    }

    private static @Nullable Double tau(Set<String> shared, List<String> one, List<String> other) {
        if (shared.size() < 2) {
            return null;
        }
        int[] ranks =
                one.stream().filter(shared::contains).mapToInt(other::indexOf).toArray();
        int agreeing = 0;
        int pairs = ranks.length * (ranks.length - 1) / 2;
        for (int i = 0; i < ranks.length; i++) {
            for (int j = i + 1; j < ranks.length; j++) {
                agreeing += ranks[i] < ranks[j] ? 1 : 0;
            }
        }
        return 2.0 * agreeing / pairs - 1;
    }
}
