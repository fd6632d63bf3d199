package io.trovex.ingest.log;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log on a thread of its own until stopped, and with another consumer when reading failed. It may be started
 * again: the new thread begins when the one before has ended, so that two never read at the same time. Thread-safe.
 */
public final class LogThread {
    private static final Logger LOG = LoggerFactory.getLogger(LogThread.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(3);

    /** What is done with a consumer. */
    @FunctionalInterface
    public interface Reading {
        /**
         * Reads with short polls. It returns soon after it is no longer wanted; before that, only to begin again with
         * another consumer.
         */
        void read(Consumer<byte[], byte[]> consumer, BooleanSupplier wanted);
    }

    private final String name;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Reading reading;
    private @Nullable Run current;
    private @Nullable Thread last;

    /** @param name of the thread, and of the reader in logs */
    public LogThread(String name, Supplier<Consumer<byte[], byte[]>> consumers, Reading reading) {
        this.name = name;
        this.consumers = consumers;
        this.reading = reading;
    }

    public synchronized void start() {
        if (current == null) {
            Run run = new Run(last);
            current = run;
            last = Thread.ofPlatform().daemon().name(name).start(run);
        }
    }

    /** Lets the poll in hand end; a consumer that takes longer, as when the broker is away, is woken up. */
    public synchronized void stop() {
        Run stopping = current;
        Thread thread = last;
        current = null;
        if (stopping == null || thread == null) {
            return;
        }
        stopping.stopped.countDown();
        try {
            if (!thread.join(PATIENCE)) {
                stopping.wakeUp();
                boolean _ = thread.join(LAST_PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    public synchronized boolean isRunning() {
        return current != null;
    }

    /** The time between a start and its stop, with a flag that no other run takes for its own. */
    private final class Run implements Runnable {
        private final CountDownLatch stopped = new CountDownLatch(1);
        private final @Nullable Thread before;
        private volatile @Nullable Consumer<byte[], byte[]> consumer;

        Run(@Nullable Thread before) {
            this.before = before;
        }

        @Override
        public void run() {
            try {
                if (before != null) {
                    before.join();
                }
                while (isWanted()) {
                    readOnce();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void readOnce() throws InterruptedException {
            try (Consumer<byte[], byte[]> opened = consumers.get()) {
                consumer = opened;
                if (isWanted()) {
                    reading.read(opened, this::isWanted);
                }
            } catch (WakeupException _) {
                // nobody else wakes it up: it is stopped
            } catch (RuntimeException | Error e) {
                if (isWanted()) {
                    LOG.atWarn()
                            .addKeyValue("reader", name)
                            .addKeyValue("cause", e.toString())
                            .log("the log cannot be read for now");
                    boolean _ = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            } finally {
                consumer = null;
            }
        }

        private boolean isWanted() {
            return stopped.getCount() > 0;
        }

        private void wakeUp() {
            Consumer<byte[], byte[]> stuck = consumer;
            if (stuck != null) {
                stuck.wakeup();
            }
        }
    }
}
