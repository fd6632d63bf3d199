package io.trovex.index.generation;

import io.trovex.contracts.CanaryDecided;
import io.trovex.contracts.CanaryStep;
import io.trovex.contracts.GenerationAction;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.GenerationState;
import io.trovex.stage.generation.kafka.GenerationLog;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes the decisions that wait for nobody: a building generation that has come to the end of the log is ready, one whose
 * canary has passed every step is promoted, if the gate lets it, and one that does not serve is retired after its window.
 */
@Component
class DueDecisions implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DueDecisions.class);
    private static final long BETWEEN_LOOKS_MS = 500;

    private final GenerationLog log;
    private final Decisions decisions;
    private final RollbackWindow window;
    private final Clock clock;
    private final HeldUp heldUp;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("generation-due").daemon().factory());
    private volatile boolean running;

    DueDecisions(GenerationLog log, Decisions decisions, RollbackWindow window, HeldUp heldUp, Clock clock) {
        this.log = log;
        this.decisions = decisions;
        this.window = window;
        this.heldUp = heldUp;
        this.clock = clock;
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
        heldUp.retain(log.generations().lives().keySet());
        for (GenerationLife life : log.generations().live()) {
            try {
                look(life);
                heldUp.isOver(life.id());
            } catch (GenerationRefusedException e) {
                // another process, or an operator, was faster
                LOG.atDebug().addKeyValue("generation", life.id()).setCause(e).log("what is due is decided already");
            } catch (RuntimeException e) {
                heldUp.by(life.id(), e);
            }
        }
    }

    private void look(GenerationLife life) {
        if (life.state() == GenerationState.BUILDING && !life.paused() && decisions.isThrough(life.id())) {
            decide(life, GenerationAction.READY, "index-service", "it has come to the end of the log");
        }
        if (life.state() == GenerationState.CANARY
                && life.lastStep().filter(DueDecisions::isPassed).isPresent()) {
            decide(life, GenerationAction.PROMOTE, "canary", "its canary passed every step");
        }
        if (window.end(life).filter(clock.instant()::isAfter).isPresent()) {
            decide(life, GenerationAction.RETIRE, "index-service", "its rollback window is over");
        }
    }

    private void decide(GenerationLife life, GenerationAction action, String by, String reason) {
        decisions.decide(life.id(), action, new Decisions.Order(by, reason, false));
    }

    private static boolean isPassed(CanaryDecided step) {
        return step.decision() == CanaryStep.COMPLETED;
    }
}
