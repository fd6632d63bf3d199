package io.trovex.index.search;

import io.trovex.contracts.Generation;
import java.util.Optional;

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

    /**
     * A model's version and a hash of its content.
     *
     * @throws java.util.NoSuchElementException if there is no such model
     * @throws QueryEmbedderUnavailableException if nobody can say now
     */
    String version(String model);

    /**
     * Why a model's golden sentences say now that it must not serve; empty while they get the vectors that they should.
     *
     * @throws java.util.NoSuchElementException if there is no such model
     * @throws QueryEmbedderUnavailableException if nobody can say now
     */
    Optional<String> objection(String model);

    /** The generation is no longer searched. */
    void release(Generation generation);
}
