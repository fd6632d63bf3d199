package io.trovex.ingest.idempotency;

/** What a request with a key may do. */
public sealed interface Claim {

    /** Go on, as this document. */
    record Granted(Reservation reservation) implements Claim {}

    /** Give the first answer again. */
    record Answered(Answer answer) implements Claim {}

    /** Refuse: the key came with another body before. */
    record Reused() implements Claim {}

    /** Come back: the first request is under way. */
    record UnderWay() implements Claim {}
}
