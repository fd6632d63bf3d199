package io.trovex.index.search;

/** Makes the vector of a query with the generation's model. Thread-safe. */
public interface QueryEmbedder {
    /** @throws QueryEmbedderUnavailableException if there is no vector now; the search goes on without */
    float[] embed(String query);
}
