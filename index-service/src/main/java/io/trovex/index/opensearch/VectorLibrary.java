package io.trovex.index.opensearch;

/** Who keeps the vectors of an index that is made from now on, inside OpenSearch. */
public enum VectorLibrary {
    /** Part of every OpenSearch. */
    LUCENE,
    /** A library beside it, which not every cluster has: without it the first document ends a write thread of its node. */
    FAISS,
    /** Faiss where some node says that it has loaded it, which it does when first used; else Lucene. */
    DETECT
}
