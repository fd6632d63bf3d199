package io.trovex.index.generation;

import io.trovex.contracts.GenerationAction;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.GenerationState;
import io.trovex.stage.generation.kafka.GenerationLog;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Declares a building generation ready once it has come to the end of the log. */
@Component
class ReadyWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyWatch.class);
    private static final long BETWEEN_LOOKS_MS = 500;

    private final GenerationLog log;
    private final Decisions decisions;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("generation-ready").daemon().factory());
    private volatile boolean running;

    ReadyWatch(GenerationLog log, Decisions decisions) {
        this.log = log;
        this.decisions = decisions;
    }

    @Override
    public void start() {
        running = true;
        var _ = clockwork.scheduleWithFixedDelay(this::look, BETWEEN_LOOKS_MS, BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        clockwork.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void look() {
        for (GenerationLife life : log.generations().live()) {
            if (life.state() == GenerationState.BUILDING && !life.paused()) {
                try {
                    look(life);
                } catch (RuntimeException e) {
                    LOG.atDebug()
                            .addKeyValue("generation", life.id())
                            .setCause(e)
                            .log("whether it is ready cannot be told now");
                }
            }
        }
    }

    private void look(GenerationLife life) {
        if (decisions.isThrough(life.id())) {
            decisions.decide(
                    life.id(),
                    GenerationAction.READY,
                    new Decisions.Order("index-service", "it has come to the end of the log", false));
        }
    }
}
