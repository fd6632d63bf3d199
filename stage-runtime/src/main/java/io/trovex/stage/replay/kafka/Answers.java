package io.trovex.stage.replay.kafka;

import io.trovex.stage.DependencyUnavailableException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the broker's answers, but not for long. */
final class Answers {
    private static final int PATIENCE_SECONDS = 5;

    private Answers() {}

    /** @throws DependencyUnavailableException if the broker does not answer in time, or refuses */
    static <T> T await(Future<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DependencyUnavailableException("broker", "the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("process", "interrupted", e);
        }
    }
}
