package io.trovex.embedding.model;

/** What makes a model's vectors. Thread-safe; its encoders are not. */
interface Weights extends AutoCloseable {

    Encoder encoder();

    ServedGraph servedGraph();

    /** Memory that they are reckoned to take. */
    long bytes();

    /** No encoder may be in use any more. */
    @Override
    void close();
}
