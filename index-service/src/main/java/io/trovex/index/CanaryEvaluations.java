package io.trovex.index;

import io.trovex.index.generation.CanaryFollower;
import io.trovex.index.routing.CanaryRun;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has the canary of the log followed and judged at an interval. */
@Component
class CanaryEvaluations implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(CanaryEvaluations.class);

    private final CanaryFollower follower;
    private final CanaryRun run;
    private final long intervalMillis;
    private @Nullable ScheduledExecutorService clockwork;

    CanaryEvaluations(CanaryFollower follower, CanaryRun run, CanaryProperties properties) {
        this.follower = follower;
        this.run = run;
        this.intervalMillis = properties.interval().toMillis();
    }

    @Override
    public void start() {
        clockwork = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("canary").daemon().factory());
        var _ = clockwork.scheduleWithFixedDelay(this::evaluate, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (clockwork != null) {
            clockwork.close();
            clockwork = null;
        }
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }

    private void evaluate() {
        attempt(follower::look, "the canary of the log cannot be followed for now");
        attempt(run::evaluate, "the canary was not judged");
    }

    private static void attempt(Runnable work, String failure) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log(failure);
        }
    }
}
