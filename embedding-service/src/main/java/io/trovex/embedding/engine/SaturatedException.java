package io.trovex.embedding.engine;

import java.util.concurrent.RejectedExecutionException;

/** Too many queries, or passages of requests, wait already. */
public class SaturatedException extends RejectedExecutionException {
    SaturatedException(long waiting, String what) {
        super(waiting + " " + what + " wait for the embedder already");
    }
}
