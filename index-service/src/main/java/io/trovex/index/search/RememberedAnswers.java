package io.trovex.index.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.trovex.contracts.Vector;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.KeywordQuery;
import io.trovex.index.query.Notice;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers to recent searches, each for as long as its index shows what it showed: the first search after that forgets
 * them. Thread-safe.
 */
public final class RememberedAnswers {
    static final RememberedAnswers NONE = new RememberedAnswers(0);

    private static final long MEGABYTE = 1L << 20;

    private final boolean off;
    private final Cache<Asked, Answer> recent;
    private final Map<String, Object> moments = new ConcurrentHashMap<>();

    /**
     * All that an answer depends on.
     *
     * @param request with every condition on the documents, those in its text among them
     */
    private record Asked(
            String generation,
            Object moment,
            SearchRequest request,
            KeywordQuery keyword,
            @Nullable Vector vector,
            List<Notice> notices) {
        int bytes() {
            return toString().length() * Character.BYTES + (vector == null ? 0 : vector.dimension() * Float.BYTES);
        }
    }

    /** @param megabytes that all answers take together, about; 0 keeps none */
    public RememberedAnswers(int megabytes) {
        this.off = megabytes == 0;
        this.recent = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(megabytes * MEGABYTE)
                .weigher((Asked asked, Answer answer) -> asked.bytes() + answer.bytes())
                .recordStats()
                .build();
    }

    /** Nobody waits for another's search: two may make the same answer. */
    Answer of(String generation, IndexView view, SearchRequest request, SearchIntent intent, Supplier<Answer> search) {
        Object moment = off ? null : view.moment();
        if (moment == null) {
            return search.get();
        }
        forgetOthers(generation, moment);
        float[] components = intent.vector().components();
        Asked asked = new Asked(
                generation,
                moment,
                request.with(intent.filter()),
                intent.keyword(),
                components == null ? null : Vector.of(components),
                intent.notices());
        Answer known = recent.getIfPresent(asked);
        if (known != null) {
            return known;
        }
        Answer found = search.get();
        if (moment.equals(moments.get(generation))) {
            recent.put(asked, found);
        }
        return found;
    }

    /** They can be asked for no more, and would keep others out. */
    private void forgetOthers(String generation, Object moment) {
        if (!moment.equals(moments.put(generation, moment))) {
            recent.asMap()
                    .keySet()
                    .removeIf(asked -> asked.generation().equals(generation)
                            && !asked.moment().equals(moment));
        }
    }

    /** How many answers were remembered and how many had to be found, since the start. */
    public CacheStats statistics() {
        return recent.stats();
    }
}
