package io.trovex.embedding.model;

/** How token vectors become one text vector. */
public enum Pooling {
    /** Their mean. */
    MEAN,
    /** The first, that of {@code [CLS]}. */
    CLS
}
