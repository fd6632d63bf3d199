package io.trovex.ingest;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeriodicTaskTests {
    private final AtomicInteger turns = new AtomicInteger();

    @Test
    void whateverATurnThrowsTheNextOneComes() {
        PeriodicTask task = new PeriodicTask("test", Duration.ofMillis(1), () -> {
            switch (turns.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("a bug");
                case 2 -> throw new AssertionError("another bug");
                default -> {}
            }
        });
        task.start();
        try {
            await().until(() -> turns.get() > 2);
        } finally {
            task.stop();
        }
    }
}
