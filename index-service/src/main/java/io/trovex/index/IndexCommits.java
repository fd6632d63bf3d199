package io.trovex.index;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.generation.GenerationIndexes;
import io.trovex.stage.threads.Niceness;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Commits every index at an interval, and once more after the listeners have stopped. An index that fails stops no other; one
 * that a failure has closed is told of once.
 */
@Component
class IndexCommits implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(IndexCommits.class);

    private final Supplier<List<SearchIndex>> open;
    private final long intervalMillis;
    private final Timer timer;
    private final Set<String> toldOf = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService clockwork;

    @Autowired
    IndexCommits(GenerationIndexes indexes, IndexProperties properties, MeterRegistry meters) {
        this(indexes::open, properties.commitInterval(), meters);
    }

    IndexCommits(Supplier<List<SearchIndex>> open, Duration interval, MeterRegistry meters) {
        this.open = open;
        this.intervalMillis = interval.toMillis();
        this.timer = IndexMeter.COMMIT.timer(meters);
    }

    @Override
    public void start() {
        // the threads that merge are as nice as this one, which starts them
        clockwork = Executors.newSingleThreadScheduledExecutor(work ->
                Thread.ofPlatform().name("index-commits").daemon().unstarted(Niceness.STEPPING_BACK.during(work)));
        var _ = clockwork.scheduleWithFixedDelay(this::commit, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (clockwork != null) {
            clockwork.close();
            clockwork = null;
            commit();
        }
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }

    /** Stops after the listeners, which have the highest phases. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void commit() {
        for (SearchIndex index : open.get()) {
            try {
                String closed = index.closedBecause();
                if (closed == null) {
                    timer.record(index::commit);
                } else if (toldOf.add(index.generation().id())) {
                    LOG.atError()
                            .addKeyValue("generation", index.generation().id())
                            .addKeyValue("reason", closed)
                            .log("the index is closed until a restart");
                }
            } catch (RuntimeException e) {
                LOG.atError()
                        .addKeyValue("generation", index.generation().id())
                        .setCause(e)
                        .log("the index was not committed");
            }
        }
    }
}
