package io.trovex.embedding.model;

import io.trovex.embedding.model.graph.Precision;
import org.jspecify.annotations.Nullable;

/** How a model makes its vectors. */
public sealed interface ModelKind {

    /**
     * An ONNX graph.
     *
     * @param fused the precision in which the graph is fused at import; null serves it as published
     * @param normalise whether vectors are brought to length 1; otherwise the graph must do it
     */
    record Transformer(@Nullable Precision fused, Pooling pooling, boolean normalise) implements ModelKind {}

    /** A table of token vectors, fitted to a transformer's. */
    record StaticTable() implements ModelKind {}
}
