package io.trovex.index.canary;

/** What is to become of the canary now. */
public sealed interface CanaryVerdict {

    CanaryEvidence evidence();

    /** It stays as it is. */
    record Hold(HoldReason reason, CanaryEvidence evidence) implements CanaryVerdict {}

    /** It gets the share of the next step. */
    record Advance(Share next, CanaryEvidence evidence) implements CanaryVerdict {}

    /** It gets no further search. */
    record RollBack(RollbackCause cause, CanaryEvidence evidence) implements CanaryVerdict {}

    /** It has passed every step and may be promoted. */
    record Complete(CanaryEvidence evidence) implements CanaryVerdict {}
}
