package io.trovex.index.engine;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of documents within one view, to be counted, divided by their values and sorted. For one thread. */
public interface MatchedDocuments {
    void add(Collection<Match> matches);

    int count();

    /**
     * @param field any but the timestamp
     * @param size most values to tell
     */
    Facet facet(DocumentField field, int size);

    /**
     * All values, as {@link #facet} tells them, but a document of several counts only for the first in the order of their
     * texts: each document counts once.
     *
     * @param field any but the timestamp
     */
    Facet groups(DocumentField field);

    /** The first of them in that order; their scores are zero. */
    default List<Match> first(SortOrder order, int size) {
        return next(order, null, size);
    }

    /**
     * The next of them in that order; their scores are zero.
     *
     * @param after one of them, whose followers are asked for; null for the first
     */
    List<Match> next(SortOrder order, @Nullable Match after, int size);

    /** Whether {@link #next} goes on in that order, or only begins. */
    boolean goesOn(SortOrder order);
}
