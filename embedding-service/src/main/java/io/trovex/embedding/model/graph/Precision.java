package io.trovex.embedding.model.graph;

/** How a fused graph computes. */
public enum Precision {
    /** Like the original, but for rounding. */
    FULL,
    /** Weights of 8 bits with a scale for each column; activations of 8 bits, scaled anew for every text. */
    INT8
}
