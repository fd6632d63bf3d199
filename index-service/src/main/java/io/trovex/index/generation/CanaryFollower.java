package io.trovex.index.generation;

import io.trovex.contracts.CanaryDecided;
import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.index.canary.CanarySettings;
import io.trovex.index.routing.CanaryRun;
import io.trovex.index.routing.kafka.KafkaCanaryJournal;
import io.trovex.index.search.SearchService;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.Generations;
import io.trovex.stage.generation.kafka.GenerationLog;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Has this process run the canary that the log says, at the share that the log says. So every replica gives a user the
 * same generation, and a restart changes nothing. To be asked a few times a second.
 */
@Component
public class CanaryFollower {
    private final GenerationLog log;
    private final GenerationIndexes indexes;
    private final CanaryRun run;
    private final CanarySettings settings;

    CanaryFollower(GenerationLog log, GenerationIndexes indexes, CanaryRun run, CanarySettings settings) {
        this.log = log;
        this.indexes = indexes;
        this.run = run;
        this.settings = settings;
    }

    /** @throws io.trovex.stage.DependencyUnavailableException if a canary begins and its start cannot be written */
    public void look() {
        if (!indexes.isSettled()) {
            return;
        }
        Generations now = log.generations();
        Optional<GenerationLife> canary = now.canary();
        if (canary.isEmpty()) {
            if (!isPromoted(now)) {
                run.leave(Instant.MAX);
            }
            return;
        }
        GenerationLife life = canary.get();
        indexes.find(life.id()).ifPresent(open -> follow(life, open.search()));
    }

    /** Its users keep it until it serves here: the run ends by itself then. */
    private boolean isPromoted(Generations now) {
        return run.trial()
                .filter(trial -> trial.candidate().equals(now.serving()))
                .isPresent();
    }

    private void follow(GenerationLife life, SearchService candidate) {
        Optional<CanaryDecided> last = life.lastStep();
        if (last.isPresent()) {
            run.follow(
                    life.id(),
                    candidate,
                    settings,
                    KafkaCanaryJournal.progress(last.get()),
                    life.canary().getFirst().decidedAt());
            return;
        }
        run.leave(ordered(life));
        if (run.trial().isEmpty()) {
            run.start(life.id(), candidate, settings);
        }
    }

    private static Instant ordered(GenerationLife life) {
        return life.decisions().stream()
                .filter(decided -> decided.action() == GenerationAction.CANARY)
                .map(GenerationDecided::decidedAt)
                .reduce(Instant.MIN, (_, later) -> later);
    }
}
