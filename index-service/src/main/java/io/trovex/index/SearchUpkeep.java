package io.trovex.index;

import io.trovex.index.generation.BuildThrottle;
import io.trovex.index.generation.Freshness;
import io.trovex.index.search.KeptSearches;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has searches given up whose pages nobody turns, and the indexes told how fresh they are. */
@Component
class SearchUpkeep implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SearchUpkeep.class);
    private static final long EXPIRY_MILLIS = 1_000;

    private final KeptSearches kept;
    private final Freshness freshness;
    private final BuildThrottle throttle;
    private final long freshnessMillis;
    private @Nullable ScheduledExecutorService clockwork;

    SearchUpkeep(KeptSearches kept, Freshness freshness, BuildThrottle throttle, IndexProperties properties) {
        this.kept = kept;
        this.freshness = freshness;
        this.throttle = throttle;
        this.freshnessMillis = properties.freshnessInterval().toMillis();
    }

    @Override
    public void start() {
        // a thread each: a broker that does not answer must not keep the disk full
        ScheduledExecutorService all = Executors.newScheduledThreadPool(
                3, Thread.ofPlatform().name("search-upkeep-", 0).daemon().factory());
        clockwork = all;
        every(all, EXPIRY_MILLIS, kept::expire);
        every(all, freshnessMillis, freshness::look);
        every(all, BuildThrottle.INTERVAL.toMillis(), throttle::look);
    }

    @Override
    public void stop() {
        if (clockwork != null) {
            clockwork.shutdownNow();
            clockwork = null;
        }
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }

    private static void every(ScheduledExecutorService clockwork, long millis, Runnable work) {
        Runnable attempt = () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("reason", e.toString()).log("upkeep of the search failed for now");
            }
        };
        var _ = clockwork.scheduleWithFixedDelay(attempt, millis, millis, TimeUnit.MILLISECONDS);
    }
}
