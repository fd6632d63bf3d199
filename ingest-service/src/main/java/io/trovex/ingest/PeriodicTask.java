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
        ScheduledFuture<?> _ = started.scheduleWithFixedDelay(this::run, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        clock = started;
    }

    private void run() {
        try {
            turn.run();
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("task", name)
                    .addKeyValue("cause", e.toString())
                    .log("this turn failed");
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = clock;
        clock = null;
        if (stopping == null) {
            return;
        }
        stopping.shutdownNow();
        try {
            boolean _ = stopping.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }
}
