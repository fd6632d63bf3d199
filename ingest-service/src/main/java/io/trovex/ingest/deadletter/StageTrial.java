package io.trovex.ingest.deadletter;

/** Runs a letter's record through its stage's function as it is now, without any effect. */
public interface StageTrial {

    Verdict run(DeadLetter letter);
}
