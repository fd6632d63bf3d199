package io.trovex.index.canary;

/** What a search came to at the generation that was to answer it. The same rule holds for both generations. */
public enum Outcome {
    /** It answered as asked. */
    ANSWERED,
    /** It answered as asked, with no hit. */
    EMPTY,
    /** Its static encoder stood in for its model. */
    DEGRADED,
    /** It threw, or had no vector for the query: another generation, or keywords, answered. */
    FAILED
}
