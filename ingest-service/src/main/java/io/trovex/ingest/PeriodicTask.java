package io.trovex.ingest;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs a task again and again on a thread of its own. A turn that fails is logged, and the next one comes in time. */
public final class PeriodicTask implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String name;
    private final Duration interval;
    private final Runnable turn;
    private volatile @Nullable ScheduledExecutorService clock;

    /** @param interval from one turn's end to the next one's begin */
    public PeriodicTask(String name, Duration interval, Runnable turn) {
        this.name = name;
        this.interval = interval;
        this.turn = turn;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        clock = started;
        ScheduledFuture<?> _ = started.scheduleWithFixedDelay(this::run, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            turn.run();
        } catch (RuntimeException | Error e) {
            if (isRunning()) {
                LOG.atWarn()
                        .addKeyValue("task", name)
                        .addKeyValue("cause", e.toString())
                        .log("this turn failed");
            }
        }
    }

    /** Lets a turn end that takes no longer than a few seconds. */
    @Override
    public void stop() {
        ScheduledExecutorService stopping = clock;
        clock = null;
        if (stopping == null) {
            return;
        }
        stopping.shutdown();
        try {
            if (!stopping.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                stopping.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }
}
