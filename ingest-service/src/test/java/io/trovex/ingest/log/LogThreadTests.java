package io.trovex.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogThreadTests {
    private final List<MockConsumer<byte[], byte[]>> opened = new CopyOnWriteArrayList<>();
    private final List<String> happened = new CopyOnWriteArrayList<>();
    private LogThread thread = new LogThread("unused", this::open, (_, _) -> {});

    @AfterEach
    void stop() {
        thread.stop();
    }

    @Test
    void readsWithAnotherConsumerAfterAFailure() {
        start((consumer, wanted) -> {
            if (opened.size() == 1) {
                throw new IllegalStateException("the broker is away");
            }
            if (opened.size() == 2) {
                throw new AssertionError("a bug");
            }
            readOn(consumer, wanted);
        });

        await().until(() -> opened.size() == 3);

        assertThat(opened.getFirst().closed()).isTrue();
        assertThat(opened.getLast().closed()).isFalse();
    }

    @Test
    void beginsAgainAtOnceWhenReadingReturns() {
        start((consumer, wanted) -> {
            if (opened.size() == 20) {
                readOn(consumer, wanted);
            }
        });

        await().until(() -> opened.size() == 20);
    }

    @Test
    void aPollInHandEndsInOrder() {
        CountDownLatch polling = new CountDownLatch(1);
        start((consumer, wanted) -> {
            polling.countDown();
            readOn(consumer, wanted);
            happened.add("last words");
        });
        until(polling);

        thread.stop();

        assertThat(happened).containsExactly("last words");
        assertThat(opened.getLast().closed()).isTrue();
        assertThat(thread.isRunning()).isFalse();
    }

    @Test
    void oneThatDoesNotLookWhetherItIsWantedIsWokenUp() {
        CountDownLatch reading = new CountDownLatch(1);
        start((consumer, _) -> {
            reading.countDown();
            readOn(consumer, () -> true);
        });
        until(reading);

        thread.stop();

        assertThat(opened).hasSize(1).allMatch(MockConsumer::closed);
    }

    @Test
    void oneThatIsSlowToEndNeverReadsBesideItsSuccessor() {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        start((consumer, wanted) -> {
            boolean first = opened.size() == 1;
            happened.add("begin");
            if (first) {
                reading.countDown();
                until(goOn);
                happened.add(wanted.getAsBoolean() ? "still wanted" : "no longer wanted");
            } else {
                readOn(consumer, wanted);
            }
            happened.add("end");
        });
        until(reading);

        thread.stop();
        thread.start();
        assertThat(thread.isRunning()).isTrue();
        await().during(Duration.ofMillis(300)).until(() -> opened.size() == 1);
        goOn.countDown();
        await().until(() -> opened.size() == 2 && happened.size() == 4);

        assertThat(happened).containsExactly("begin", "no longer wanted", "end", "begin");
    }

    @Test
    void aStopDoesNotWaitForTheNextAttempt() {
        start((_, _) -> {
            throw new IllegalStateException("the broker is away");
        });
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> opened.size() == 1 && opened.getFirst().closed());

        long before = System.nanoTime();
        thread.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(800));
    }

    private void start(LogThread.Reading reading) {
        thread = new LogThread("test", this::open, reading);
        thread.start();
    }

    private Consumer<byte[], byte[]> open() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        opened.add(consumer);
        return consumer;
    }

    private static void readOn(Consumer<byte[], byte[]> consumer, BooleanSupplier wanted) {
        while (wanted.getAsBoolean()) {
            consumer.poll(Duration.ZERO);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void until(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
