package io.trovex.index.routing;

import io.trovex.index.canary.CanaryDecision;

/** Where decisions on canaries are kept, so that they are known after a restart and can be audited. */
public interface CanaryJournal {
    /**
     * Returns once the decision is durable; the same one may come again.
     *
     * @throws RuntimeException if it cannot be kept now
     */
    void write(CanaryDecision decision);
}
