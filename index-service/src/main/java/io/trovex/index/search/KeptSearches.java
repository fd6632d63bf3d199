package io.trovex.index.search;

import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.ViewExpiredException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps searches for their next pages. A search stays with the generation and the moment in which it began: whatever is
 * written, deleted or promoted meanwhile, no document comes twice and none is missed. Thread-safe.
 */
public final class KeptSearches implements AutoCloseable {
    private final CursorSettings settings;
    private final Clock clock;
    private final CursorCodec codec = new CursorCodec();
    private final Map<UUID, KeptSearch> searches = new HashMap<>();

    public KeptSearches(CursorSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Takes the view over. Where as many are kept as may be, the one that was used least gives way: its cursor is
     * expired.
     *
     * @return the cursor of the second page
     * @throws TooManyCursorsException if each of them is being read this moment; the view is still the caller's
     */
    String keep(String generation, SearchRequest request, IndexView view, Found found) {
        expire();
        UUID id = UUID.randomUUID();
        synchronized (this) {
            if (searches.size() >= settings.most() && !giveUpLeastUsed()) {
                throw new TooManyCursorsException(
                        "%d searches are read from at this moment, as many as may be kept".formatted(settings.most()));
            }
            searches.put(id, new KeptSearch(generation, request, view, found, clock.instant()));
        }
        return codec.encode(new Cursor(id, request.size()));
    }

    /** The answer as it went out, with its second page's cursor: what it says of itself, the next pages repeat. */
    public void begun(SearchResponse first) {
        if (first.nextCursor() != null) {
            KeptSearch search = find(codec.decode(first.nextCursor()));
            if (search != null) {
                search.first(first);
            }
        }
    }

    /**
     * The page that the cursor asks for; the same again if asked again.
     *
     * @param size other than before, if given
     * @param same the search that the cursor is said to be of; null if it was not repeated
     * @throws BadCursorException if it is none, or one of another search
     * @throws CursorExpiredException if the search is no longer kept
     */
    public KeptPage page(String text, @Nullable Integer size, @Nullable SearchRequest same) {
        long start = System.nanoTime();
        Cursor cursor = codec.decode(text);
        expire();
        KeptSearch search = find(cursor);
        SearchResponse first = search == null ? null : search.first();
        if (search == null || first == null) {
            throw expired();
        }
        int most = size == null ? search.request().size() : size;
        if (same != null && !same.withSize(search.request().size()).equals(search.request())) {
            throw new BadCursorException("the cursor belongs to another search: repeat that one, or send no other");
        }
        KeptSearch.Page page = page(search, cursor, most);
        int next = cursor.position() + page.hits().size();
        SearchResponse response = first.page(
                UUID.randomUUID().toString(),
                TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1_000.0,
                page.hits(),
                page.more() ? codec.encode(new Cursor(cursor.search(), next)) : null);
        return new KeptPage(search.request(), response);
    }

    /** @throws CursorExpiredException if it was released, or its engine keeps its moment no longer */
    private KeptSearch.Page page(KeptSearch search, Cursor cursor, int most) {
        KeptSearch.Page page;
        try {
            page = search.page(cursor.position(), most, clock.instant());
        } catch (ViewExpiredException _) {
            release(search::equals);
            throw expired();
        }
        if (page == null) {
            throw expired();
        }
        return page;
    }

    /** Gives up those that nobody asked for in time. To be called every few seconds. */
    public void expire() {
        Instant now = clock.instant();
        release(search -> search.isOver(now, settings));
    }

    /** The generation is no longer searched. */
    public void release(String generation) {
        release(search -> search.generation().equals(generation));
    }

    public synchronized int size() {
        return searches.size();
    }

    @Override
    public void close() {
        release(_ -> true);
    }

    private synchronized void release(Predicate<KeptSearch> which) {
        for (Iterator<KeptSearch> each = searches.values().iterator(); each.hasNext(); ) {
            KeptSearch search = each.next();
            if (which.test(search)) {
                each.remove();
                search.release();
            }
        }
    }

    private synchronized boolean giveUpLeastUsed() {
        Optional<Map.Entry<UUID, KeptSearch>> leastUsed = searches.entrySet().stream()
                .filter(each -> each.getValue().isIdle())
                .min(Map.Entry.comparingByValue(KeptSearch.leastUsedFirst()));
        leastUsed.ifPresent(each -> {
            searches.remove(each.getKey());
            each.getValue().release();
        });
        return leastUsed.isPresent();
    }

    private synchronized @Nullable KeptSearch find(Cursor cursor) {
        return searches.get(cursor.search());
    }

    private static CursorExpiredException expired() {
        return new CursorExpiredException("the search of this cursor is no longer kept: begin it anew");
    }
}
