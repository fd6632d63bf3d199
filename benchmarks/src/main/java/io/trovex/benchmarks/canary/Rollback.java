package io.trovex.benchmarks.canary;

/**
 * When a check rolled back.
 *
 * @param candidateSearches that the candidate had got by then; {@link Long#MAX_VALUE} if it never did
 */
record Rollback(long searches, long candidateSearches) {
    static final Rollback NEVER = new Rollback(Long.MAX_VALUE, Long.MAX_VALUE);

    boolean isWithin(long mostSearches) {
        return searches <= mostSearches;
    }
}
