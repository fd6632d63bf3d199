package io.trovex.index.search;

import io.trovex.contracts.Generation;

/** Gives each generation the query embedder of its model. */
public interface QueryEmbedders {
    QueryEmbedder open(Generation generation);

    /**
     * Length of a model's vectors.
     *
     * @throws java.util.NoSuchElementException if there is no such model
     * @throws QueryEmbedderUnavailableException if nobody can say now
     */
    int dimension(String model);

    /** The generation is no longer searched. */
    void release(Generation generation);
}
