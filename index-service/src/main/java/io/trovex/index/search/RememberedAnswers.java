package io.trovex.index.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.trovex.contracts.Vector;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.KeywordQuery;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers to recent searches, each for as long as the index shows what it showed: with the next document that becomes
 * visible all are forgotten. Thread-safe.
 */
public final class RememberedAnswers {
    static final RememberedAnswers NONE = new RememberedAnswers(0);

    private static final long MEGABYTE = 1L << 20;

    private final Cache<Asked, Answer> recent;

    /** @param request with every condition on the documents, those in its text among them */
    private record Asked(
            Object moment,
            SearchRequest request,
            KeywordQuery keyword,
            @Nullable Vector vector) {}

    /** @param megabytes that all answers take together, about; 0 keeps none */
    public RememberedAnswers(int megabytes) {
        this.recent = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(megabytes * MEGABYTE)
                .weigher((Asked _, Answer answer) -> answer.bytes())
                .recordStats()
                .build();
    }

    /** Nobody waits for another's search: two may make the same answer. */
    Answer of(IndexView view, SearchRequest request, SearchIntent intent, Supplier<Answer> search) {
        Object moment = view.moment();
        if (moment == null) {
            return search.get();
        }
        float[] components = intent.vector().components();
        Asked asked = new Asked(
                moment,
                request.with(intent.filter()),
                intent.keyword(),
                components == null ? null : Vector.of(components));
        Answer known = recent.getIfPresent(asked);
        if (known != null) {
            return known;
        }
        Answer found = search.get();
        recent.put(asked, found);
        return found;
    }

    /** How many answers were remembered and how many had to be found, since the start. */
    public CacheStats statistics() {
        return recent.stats();
    }
}
