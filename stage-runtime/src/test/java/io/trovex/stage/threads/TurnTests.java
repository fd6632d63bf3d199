package io.trovex.stage.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TurnTests {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void whatComputesForLongLeavesItsCarrierToOthersOnceInAWhile() throws InterruptedException {
        AtomicBoolean othersTurn = new AtomicBoolean();
        List<Thread> busy = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            busy.add(Thread.ofVirtual().start(() -> {
                Turn turn = new Turn();
                long end = System.nanoTime() + LONG.toNanos();
                while (!othersTurn.get() && System.nanoTime() < end) {
                    turn.giveUpAtItsEnd();
                }
            }));
        }
        Thread.ofVirtual().start(() -> othersTurn.set(true));

        for (Thread each : busy) {
            assertThat(each.join(LONG.dividedBy(2))).isTrue();
        }
    }
}
