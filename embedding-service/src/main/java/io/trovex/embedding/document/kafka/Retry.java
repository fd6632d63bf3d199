package io.trovex.embedding.document.kafka;

import java.util.function.Consumer;

/** Runs a step again later: once, however often that is asked for until then. Used by the one thread that runs it. */
final class Retry {
    private final Consumer<Runnable> later;
    private final Runnable step;
    private boolean pending;

    /** @param later runs what it is given a while later */
    Retry(Consumer<Runnable> later, Runnable step) {
        this.later = later;
        this.step = step;
    }

    void ask() {
        if (!pending) {
            pending = true;
            later.accept(this::run);
        }
    }

    private void run() {
        pending = false;
        step.run();
    }
}
