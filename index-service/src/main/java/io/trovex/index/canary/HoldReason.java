package io.trovex.index.canary;

/** Why a canary stays at its step. */
public enum HoldReason {
    /** Nobody has searched it in this step: that says nothing, however long it lasts. */
    NO_SEARCHES,
    /** One of the two generations has answered too few to compare. */
    FEW_SEARCHES,
    /** The step is too young: trouble may need time to show. */
    SOAKING,
    /** A signal speaks against the candidate, not yet loudly enough to roll back. */
    DOUBT
}
