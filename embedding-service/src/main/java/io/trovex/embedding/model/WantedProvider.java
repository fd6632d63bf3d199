package io.trovex.embedding.model;

/** What models are to run on, where it can be had; else on the processor. */
public enum WantedProvider {
    CPU,
    /** Worth a warning where it cannot be had. */
    CUDA,
    /** The fastest that can be had. */
    AUTO
}
