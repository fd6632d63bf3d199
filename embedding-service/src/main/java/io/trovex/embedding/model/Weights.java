package io.trovex.embedding.model;

import org.jspecify.annotations.Nullable;

/** What makes a model's vectors. Thread-safe; its encoders are not. */
interface Weights extends AutoCloseable {

    Encoder encoder();

    ServedGraph servedGraph();

    /** Null for those that ONNX Runtime has no part in. */
    @Nullable
    ExecutionProvider provider();

    /** Memory that they are reckoned to take. */
    long bytes();

    /** No encoder may be in use any more. */
    @Override
    void close();
}
