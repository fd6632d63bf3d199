package io.trovex.index.generation;

import io.trovex.contracts.Engine;
import io.trovex.contracts.GateCheck;
import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.Generations;
import io.trovex.stage.generation.Refusal;
import io.trovex.stage.generation.kafka.GenerationLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the log for what operators want, and says what the log made of it. Thread-safe. Every method throws
 * {@link DependencyUnavailableException} while the broker is away.
 */
@Component
public class Decisions {
    private static final int ATTEMPTS = 10;
    private static final long BETWEEN_ATTEMPTS_MS = 300;

    private final GenerationLog log;
    private final GenerationIndexes indexes;
    private final GenerationSearches searches;
    private final GenerationLags lags;
    private final GenerationGate gate;
    private final RollbackWindow window;
    private final CatchUp catchUp;
    private final BuildEstimates estimates = new BuildEstimates();
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Who wants it, and why. */
    public record Order(String by, @Nullable String reason, boolean force) {}

    Decisions(
            GenerationLog log,
            GenerationIndexes indexes,
            GenerationSearches searches,
            GenerationLags lags,
            GenerationGate gate,
            RollbackWindow window,
            Clock clock) {
        this.log = log;
        this.indexes = indexes;
        this.searches = searches;
        this.lags = lags;
        this.catchUp = new CatchUp(lags, clock);
        this.gate = gate;
        this.window = window;
        this.clock = clock;
    }

    public Generations all() {
        return log.complete();
    }

    /** Empty while this process does not follow the generation, or its engine does not answer. */
    public Optional<GenerationProgress> progress(String id) {
        try {
            return indexes.find(id).map(open -> lags.of(open.index()));
        } catch (IndexUnavailableException _) {
            return Optional.empty();
        }
    }

    /** When it is retired by itself; empty if it is not. */
    public Optional<Instant> expires(GenerationLife life) {
        return window.end(life);
    }

    /** How long a build that goes on takes yet; empty while nobody can say. */
    public Optional<Duration> remaining(String id) {
        return estimates.remaining(id);
    }

    /** Whether a generation has come to the end of the log, and somebody keeps it there. */
    boolean isThrough(String id) {
        return indexes.find(id)
                .filter(open -> {
                    estimates.add(id, lags.of(open.index()).lag(), clock.instant());
                    return catchUp.isThrough(open.index());
                })
                .map(open -> lags.isEmbedded(open.index().generation()))
                .orElse(false);
    }

    /**
     * Begins to build a generation. What else is decided meanwhile, the first generation's start too, is waited for.
     * Nothing is decided if it is there already: one of that id and kind that is not retired, or, without an id, one of
     * that kind that never served.
     *
     * @param id or null for a name that follows the model
     * @param engine or null for the configured one
     * @throws NoSuchElementException if there is no such model
     * @throws GenerationRefusedException if there is another generation of that name
     */
    public GenerationLife create(
            @Nullable String id,
            String model,
            int passageTokens,
            double overlap,
            String analyzer,
            @Nullable Engine engine,
            Order order) {
        GenerationSpec spec = new GenerationSpec(
                model, searches.version(model), searches.dimension(model), passageTokens, overlap, analyzer, engine);
        for (int i = 1; ; i++) {
            try {
                Generations now = all();
                Optional<GenerationLife> same = same(id, spec, now);
                if (same.isPresent()) {
                    return same.get();
                }
                String name = id == null ? "g" + (now.lives().size() + 1) + "-" + model : id;
                return propose(name, GenerationAction.CREATE, spec, order, now, List.of());
            } catch (GenerationRefusedException e) {
                if (i == ATTEMPTS || e.refusal() == Refusal.EXISTS) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static Optional<GenerationLife> same(@Nullable String id, GenerationSpec spec, Generations now) {
        return now.live().stream()
                .filter(life -> life.spec().equals(spec))
                .filter(life -> id == null ? !life.served() : life.id().equals(id))
                .findFirst();
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("process", "interrupted", e);
        }
    }

    /**
     * Nothing is decided if the generation is there already.
     *
     * @throws GenerationRefusedException if its state does not allow it, the gate does not, or another was faster
     */
    public GenerationLife decide(String id, GenerationAction action, Order order) {
        for (int i = 1; ; i++) {
            Optional<GenerationLife> before = all().find(id);
            try {
                return decideOnce(id, action, order);
            } catch (GenerationRefusedException e) {
                boolean again =
                        e.refusal() == Refusal.OVERTAKEN && OrderedState.isLeftAlone(action, before, all().find(id));
                if (i == ATTEMPTS || !again) {
                    throw e;
                }
            }
        }
    }

    private GenerationLife decideOnce(String id, GenerationAction action, Order order) {
        Generations now = all();
        GenerationLife life = now.find(id).orElseThrow(() -> new GenerationRefusedException(Refusal.UNKNOWN, null));
        if (OrderedState.isThere(life, action, order, now)) {
            return life;
        }
        List<GateCheck> checks = List.of();
        if (isGated(action)
                && now.refusal(decided(id, action, null, order, now, checks)).isEmpty()) {
            checks = check(id, action, order, now);
            if (!order.force() && !checks.stream().allMatch(GateCheck::passed)) {
                throw new GateClosedException(life, checks);
            }
            now = sinceTheGate(now);
        }
        return propose(id, action, null, order, now, checks);
    }

    /** What the gate cannot look at may be gone because another decision came first. */
    private List<GateCheck> check(String id, GenerationAction action, Order order, Generations before) {
        try {
            return check(id);
        } catch (IndexUnavailableException | DependencyUnavailableException e) {
            Generations now = all();
            Optional<Refusal> refusal = now.refusal(decided(id, action, null, order, sinceTheGate(before), List.of()));
            if (refusal.isEmpty()) {
                throw e;
            }
            GenerationRefusedException overtaken =
                    new GenerationRefusedException(refusal.get(), now.find(id).orElse(null));
            overtaken.addSuppressed(e);
            throw overtaken;
        }
    }

    /** What the gate found holds against the same serving generation, whatever else was decided meanwhile. */
    private Generations sinceTheGate(Generations before) {
        Generations now = all();
        return Objects.equals(now.serving(), before.serving()) ? now : before;
    }

    private static boolean isGated(GenerationAction action) {
        return action == GenerationAction.PROMOTE || action == GenerationAction.CANARY;
    }

    public int servingDocuments() {
        return indexes.serving().statistics().documents();
    }

    /** What the gate says of a generation now. */
    public List<GateCheck> check(String id) {
        return gate.judge(indexes.find(id).orElseThrow(() -> new GenerationRefusedException(Refusal.ILLEGAL, null)));
    }

    private GenerationLife propose(
            String id,
            GenerationAction action,
            @Nullable GenerationSpec spec,
            Order order,
            Generations now,
            List<GateCheck> checks) {
        Optional<Refusal> refusal = log.propose(decided(id, action, spec, order, now, checks));
        Optional<GenerationLife> after = log.generations().find(id);
        if (refusal.isPresent()) {
            throw new GenerationRefusedException(refusal.get(), after.orElse(null));
        }
        return after.orElseThrow();
    }

    private GenerationDecided decided(
            String id,
            GenerationAction action,
            @Nullable GenerationSpec spec,
            Order order,
            Generations now,
            List<GateCheck> checks) {
        return new GenerationDecided(
                HexFormat.of().toHexDigits(random.nextLong()),
                id,
                action,
                now.revision(),
                spec,
                order.by(),
                order.reason(),
                checks,
                clock.instant());
    }
}
