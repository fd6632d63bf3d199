package io.trovex.embedding.engine;

import java.util.concurrent.RejectedExecutionException;

/** Too many queries wait already. */
public class SaturatedException extends RejectedExecutionException {
    SaturatedException(int waiting) {
        super(waiting + " queries wait for the embedder already");
    }
}
