package io.trovex.index.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a kept search, stretch by stretch. Holds the first stretch and one more, and reads another again when
 * it is asked for. Thread-safe.
 */
final class RankedPages {
    private record Stretch(int start, List<RankedDocument> documents) {
        int end() {
            return start + documents.size();
        }

        boolean has(int position) {
            return position >= start && position < end();
        }
    }

    /** A stretch may begin there, behind that document. */
    private record Seam(int position, RankedDocument last) {}

    private final @Nullable Continuation continuation;
    private final Stretch first;
    private final List<Seam> seams = new ArrayList<>();
    private Stretch held;

    RankedPages(Found found) {
        this.continuation = found.continuation();
        this.first = new Stretch(0, found.ranked());
        this.held = first;
        passed(first);
    }

    /** From that place, from 0; fewer at the end. */
    synchronized List<RankedDocument> read(int from, int size) {
        List<RankedDocument> page = new ArrayList<>();
        Stretch stretch = stretch(from);
        while (page.size() < size && stretch.has(from + page.size())) {
            int at = from + page.size() - stretch.start();
            int end = Math.min(at + size - page.size(), stretch.documents().size());
            page.addAll(stretch.documents().subList(at, end));
            stretch = page.size() < size ? stretch(from + page.size()) : stretch;
        }
        return page;
    }

    /** The one that has the position; the last, if none has. */
    private Stretch stretch(int position) {
        if (first.has(position)) {
            return first;
        }
        if (continuation == null || held.has(position) || seams.isEmpty()) {
            return held;
        }
        int nearest = 0;
        while (nearest + 1 < seams.size() && seams.get(nearest + 1).position() <= position) {
            nearest++;
        }
        Seam seam = seams.get(nearest);
        Stretch next = new Stretch(seam.position(), continuation.after(seam.last(), seam.position()));
        while (!next.documents().isEmpty() && !next.has(position)) {
            passed(next);
            next = new Stretch(next.end(), continuation.after(next.documents().getLast(), next.end()));
        }
        passed(next);
        held = next;
        return next;
    }

    private void passed(Stretch stretch) {
        boolean known = seams.stream().anyMatch(seam -> seam.position() == stretch.end());
        if (!known && !stretch.documents().isEmpty()) {
            seams.add(new Seam(stretch.end(), stretch.documents().getLast()));
        }
    }
}
