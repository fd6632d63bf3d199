package io.trovex.stage.replay.kafka;

import io.trovex.contracts.ReplayDecided;
import io.trovex.contracts.ReplayState;
import io.trovex.stage.Stages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/** Works on every running replay of the stages that this process runs, each on a thread of its own. */
final class ReplayWork implements SmartLifecycle {
    private static final Duration PATIENCE = Duration.ofSeconds(7);

    private final Stages stages;
    private final ReplayDecisions decisions;
    private final ReplayParts parts;
    private final Map<String, ReplayRun> runs = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    ReplayWork(Stages stages, ReplayDecisions decisions, ReplayParts parts) {
        this.stages = stages;
        this.decisions = decisions;
        this.parts = parts;
    }

    @Override
    public void start() {
        running = true;
        decisions.start(this::follow);
        // those of generations begin later
        stages.follow(() -> decisions.all().forEach(this::follow));
    }

    /** The steps in hand end; what is left goes on after the next start, or in another process. */
    @Override
    public void stop() {
        running = false;
        decisions.close();
        runs.values().forEach(ReplayRun::end);
        threads().forEach(ReplayWork::join);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** With the listeners: before the web server goes and the index commits for the last time. */
    @Override
    public int getPhase() {
        return AbstractMessageListenerContainer.DEFAULT_PHASE;
    }

    int size() {
        return runs.size();
    }

    private void follow(ReplayDecided decided) {
        if (running && decided.state() == ReplayState.RUNNING) {
            stages.named(decided.stage()).ifPresent(stage -> {
                ReplayRun run = new ReplayRun(decided.id(), stage, parts);
                if (runs.putIfAbsent(decided.id(), run) == null) {
                    begin(decided.id(), run);
                }
            });
        }
    }

    private synchronized void begin(String id, ReplayRun run) {
        threads.removeIf(thread -> !thread.isAlive());
        threads.add(Thread.ofPlatform().name("replay-" + id).daemon().start(() -> {
            try {
                run.run();
            } finally {
                runs.remove(id);
                decisions.of(id).ifPresent(this::follow);
            }
        }));
    }

    private synchronized List<Thread> threads() {
        return List.copyOf(threads);
    }

    private static void join(Thread thread) {
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
