package io.trovex.index.engine;

import java.util.Collection;
import java.util.List;

/** A set of documents within one view, to be counted, divided by their values and sorted. For one thread. */
public interface MatchedDocuments {
    void add(Collection<Match> matches);

    int count();

    /**
     * @param field any but the timestamp
     * @param size most values to tell
     */
    Facet facet(DocumentField field, int size);

    /** The first of them in that order; their scores are zero. */
    List<Match> first(SortOrder order, int size);
}
