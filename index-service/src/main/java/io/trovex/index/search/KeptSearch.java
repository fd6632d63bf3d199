package io.trovex.index.search;

import io.trovex.index.engine.IndexView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search whose pages are turned: its view of the index, and the ranking within it. The view is closed when the search
 * is released and the last reader of a page has left. Thread-safe.
 */
final class KeptSearch {
    private final String generation;
    private final SearchRequest request;
    private final IndexView view;
    private final Found found;
    private final RankedPages pages;
    private final Instant begun;
    private Instant used;
    private boolean turned;
    private int readers;
    private boolean released;
    private volatile @Nullable SearchResponse first;

    KeptSearch(String generation, SearchRequest request, IndexView view, Found found, Instant begun) {
        this.generation = generation;
        this.request = request;
        this.view = view;
        this.found = found;
        this.pages = new RankedPages(found);
        this.begun = begun;
        this.used = begun;
    }

    String generation() {
        return generation;
    }

    SearchRequest request() {
        return request;
    }

    /** The answer with the first page; the others say of themselves what it says. */
    @Nullable
    SearchResponse first() {
        return first;
    }

    void first(SearchResponse answer) {
        first = answer;
    }

    synchronized boolean isOver(Instant now, CursorSettings settings) {
        return readers == 0 && (now.isAfter(used.plus(settings.idle())) || now.isAfter(begun.plus(settings.life())));
    }

    /** @param more whether others follow */
    record Page(List<SearchHit> hits, boolean more) {}

    /** Null if it is released. */
    @Nullable
    Page page(int from, int size, Instant now) {
        if (!enter(now)) {
            return null;
        }
        try {
            List<RankedDocument> ranked = pages.read(from, size);
            boolean more = !pages.read(from + ranked.size(), 1).isEmpty();
            return new Page(new HitReader(view, request, found).read(ranked), more);
        } finally {
            leave();
        }
    }

    /** Whether it may be given up for another one: nobody reads it. */
    synchronized boolean isIdle() {
        return readers == 0;
    }

    /** Those whose next page was never asked for come first, then the one that was used longest ago. */
    static Comparator<KeptSearch> leastUsedFirst() {
        return Comparator.comparing(KeptSearch::isTurned).thenComparing(KeptSearch::used);
    }

    private synchronized boolean isTurned() {
        return turned;
    }

    private synchronized Instant used() {
        return used;
    }

    synchronized void release() {
        if (!released) {
            released = true;
            closeIfUnread();
        }
    }

    private synchronized boolean enter(Instant now) {
        if (released) {
            return false;
        }
        used = now;
        turned = true;
        readers++;
        return true;
    }

    private synchronized void leave() {
        readers--;
        closeIfUnread();
    }

    private void closeIfUnread() {
        if (released && readers == 0) {
            view.close();
        }
    }
}
