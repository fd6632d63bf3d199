package io.trovex.embedding.engine;

import java.util.concurrent.RejectedExecutionException;

/** The engine shuts down and embeds nothing more. */
public class EngineClosedException extends RejectedExecutionException {
    EngineClosedException() {
        super("the embedding engine is closed");
    }
}
