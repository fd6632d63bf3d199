package io.trovex.stage.generation;

/** Why a decision on a generation has no effect. */
public enum Refusal {
    /** There is one of that name, or there are others already. */
    EXISTS,
    /** There is no such generation. */
    UNKNOWN,
    /** Its state does not allow it. */
    ILLEGAL,
    /** Another decision took effect first. */
    OVERTAKEN
}
