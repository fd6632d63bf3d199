package io.trovex.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SeatsTests {
    private final Seats one = new Seats(1);

    @Test
    void stagesWorkInTurns() throws InterruptedException {
        assertThat(mostAtOnce()).isEqualTo(1);
    }

    @Test
    void aFailureLeavesTheSeatFree() throws InterruptedException {
        assertThatIllegalStateException()
                .isThrownBy(() -> one.use(() -> {
                    throw new IllegalStateException("away");
                }));

        // without a seat, all would go on when they have waited long enough
        assertThat(mostAtOnce()).isEqualTo(1);
    }

    private int mostAtOnce() throws InterruptedException {
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> stages = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            stages.add(Thread.ofPlatform().start(() -> {
                for (int poll = 0; poll < 50; poll++) {
                    one.use(() -> {
                        most.accumulateAndGet(working.incrementAndGet(), Math::max);
                        LockSupport.parkNanos(10_000);
                        working.decrementAndGet();
                    });
                }
            }));
        }
        for (Thread each : stages) {
            each.join();
        }
        return most.get();
    }

    /** One that holds its seat while something is away holds nobody else up for long. */
    @Test
    @Timeout(20)
    void nobodyWaitsForLong() throws InterruptedException {
        CountDownLatch seated = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        Thread waiting = Thread.ofPlatform()
                .start(() -> one.use(() -> {
                    seated.countDown();
                    await(back);
                }));
        await(seated);
        AtomicInteger done = new AtomicInteger();

        one.use(done::incrementAndGet);
        assertThat(done).hasValue(1);

        back.countDown();
        waiting.join();
        one.use(done::incrementAndGet);
        assertThat(done).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
