package io.trovex.index.search;

/** Makes the vector of a query. Thread-safe. Answers or fails within a time budget of its own. */
public interface QueryEmbedder {
    /** @throws QueryEmbedderUnavailableException if there is no vector now; the search goes on without */
    float[] embed(String query);

    /** The same without a memory of queries, for whoever measures it. */
    default QueryEmbedder uncached() {
        return this;
    }
}
