package io.trovex.embedding.document.kafka;

import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.Generations;
import io.trovex.stage.generation.Refusal;
import io.trovex.stage.generation.kafka.GenerationLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What embedding asks of the log about generations. Thread-safe. */
@Component
class GenerationProposals {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationProposals.class);

    private final Supplier<Generations> generations;
    private final Function<GenerationDecided, Optional<Refusal>> log;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    @Autowired
    GenerationProposals(GenerationLog log, Clock clock) {
        this(log::generations, log::propose, clock);
    }

    GenerationProposals(
            Supplier<Generations> generations, Function<GenerationDecided, Optional<Refusal>> log, Clock clock) {
        this.generations = generations;
        this.log = log;
        this.clock = clock;
    }

    /** The configured generation serves, if there is none yet. */
    void bootstrap(String id, GenerationSpec spec) {
        propose(id, GenerationAction.BOOTSTRAP, spec, null);
    }

    /**
     * A candidate that never served fails alone; one that has served waits like any stage. Asked again meanwhile, it does
     * nothing more.
     *
     * @param again runs a step a while later: until the log says that it failed, or that it is not to fail
     */
    void fail(String id, String reason, Consumer<Runnable> again) {
        if (failing.add(id)) {
            insist(id, reason, again);
        }
    }

    private void insist(String id, String reason, Consumer<Runnable> again) {
        GenerationLife life = generations.get().find(id).orElse(null);
        if (life == null || life.served() || !life.state().isLive()) {
            failing.remove(id);
            return;
        }
        LOG.atError()
                .addKeyValue("generation", id)
                .addKeyValue("reason", reason)
                .log("the generation cannot be built");
        try {
            if (propose(id, GenerationAction.FAIL, null, reason).isEmpty()) {
                failing.remove(id);
                return;
            }
        } catch (DependencyUnavailableException e) {
            LOG.atWarn().addKeyValue("generation", id).setCause(e).log("that it failed cannot be said for now");
        }
        again.accept(() -> insist(id, reason, again));
    }

    private Optional<Refusal> propose(
            String id, GenerationAction action, @Nullable GenerationSpec spec, @Nullable String reason) {
        return log.apply(new GenerationDecided(
                HexFormat.of().toHexDigits(random.nextLong()),
                id,
                action,
                generations.get().revision(),
                spec,
                "embedding-service",
                reason,
                List.of(),
                clock.instant()));
    }
}
