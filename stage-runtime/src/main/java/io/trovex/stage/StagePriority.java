package io.trovex.stage;

import io.trovex.stage.threads.Niceness;

/** Who goes first where there is more to do than processors; a bean of it says otherwise for a service. */
public enum StagePriority {
    /** A service's stages yield to every request. */
    YIELDING {
        @Override
        Runnable during(Runnable stage) {
            return Niceness.YIELDING.during(stage);
        }
    },
    /** As a request: for stages that mostly wait, and for whose next poll others wait. */
    OF_A_REQUEST {
        @Override
        Runnable during(Runnable stage) {
            return stage;
        }
    };

    abstract Runnable during(Runnable stage);
}
