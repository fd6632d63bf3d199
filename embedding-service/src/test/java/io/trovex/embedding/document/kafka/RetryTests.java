package io.trovex.embedding.document.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class RetryTests {
    private final Deque<Runnable> later = new ArrayDeque<>();
    private int runs;
    private final Retry retry = new Retry(later::add, this::failsTwice);

    /** As two generations that cannot be built. */
    private void failsTwice() {
        runs++;
        askTwice();
    }

    @Test
    void howeverManyAskThereIsOneRunAtATime() {
        askTwice();
        for (int round = 1; round <= 10; round++) {
            assertThat(later).hasSize(1);
            later.remove().run();
            assertThat(runs).isEqualTo(round);
        }
    }

    private void askTwice() {
        retry.ask();
        retry.ask();
    }
}
