package io.trovex.index;

import io.trovex.index.search.statics.StaticEncoders;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has static encoders fitted that are due, at an interval. */
@Component
class StaticEncoderFits implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StaticEncoderFits.class);
    private static final long PATIENCE_SECONDS = 5;

    private final StaticEncoders encoders;
    private final long intervalMillis;
    private @Nullable ScheduledExecutorService clockwork;

    StaticEncoderFits(StaticEncoders encoders, IndexProperties properties) {
        this.encoders = encoders;
        this.intervalMillis = properties.staticEncoder().interval().toMillis();
    }

    @Override
    public void start() {
        clockwork = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("static-encoders").daemon().factory());
        var _ = clockwork.scheduleWithFixedDelay(this::fit, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
    }

    /** Gives up a fit that is under way: the next start begins it anew. */
    @Override
    public void stop() {
        if (clockwork == null) {
            return;
        }
        clockwork.shutdownNow();
        try {
            if (!clockwork.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a static encoder is still being read for");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        clockwork = null;
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }

    private void fit() {
        try {
            encoders.fitDue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("static encoders were not fitted");
        }
    }
}
