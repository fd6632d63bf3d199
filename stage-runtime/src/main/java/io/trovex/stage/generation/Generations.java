package io.trovex.stage.generation;

import io.trovex.contracts.CanaryDecided;
import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All generations after so many decisions. Immutable; the same decisions in the same order always give the same, and at
 * most one of them serves.
 *
 * @param revision how many decisions took effect
 * @param lives the oldest first
 * @param serving id of the one that answers searches; null before the first
 * @param previous id of the one that a rollback returns to
 */
public record Generations(
        long revision,
        Map<String, GenerationLife> lives,
        @Nullable String serving,
        @Nullable String previous) {
    public static final Generations NONE = new Generations(0, Map.of(), null, null);

    public Generations {
        lives = Collections.unmodifiableMap(new LinkedHashMap<>(lives));
    }

    public Optional<GenerationLife> find(String id) {
        return Optional.ofNullable(lives.get(id));
    }

    /** Of the generation's model; empty if it does not say, or is not known. */
    public Optional<String> modelVersion(String id) {
        return find(id).map(life -> life.spec().modelVersion());
    }

    /** Those that follow the log. */
    public List<GenerationLife> live() {
        return lives.values().stream().filter(life -> life.state().isLive()).toList();
    }

    /** Those that follow the log, the one that serves first; before the first decision the configured one. */
    public List<Generation> current(Generation configured) {
        return lives.isEmpty()
                ? List.of(configured)
                : live().stream()
                        .sorted(Comparator.comparing(life -> !life.id().equals(serving)))
                        .map(GenerationLife::generation)
                        .toList();
    }

    /** Why the decision would have no effect; empty if it has. */
    public Optional<Refusal> refusal(GenerationDecided decided) {
        Refusal illegal = illegal(decided, lives.get(decided.generation()));
        if (illegal != null) {
            return Optional.of(illegal);
        }
        return decided.revision() == revision ? Optional.empty() : Optional.of(Refusal.OVERTAKEN);
    }

    /** After the decision; the same as before if it is refused. */
    public Generations after(GenerationDecided decided) {
        return refusal(decided).isPresent() ? this : take(decided);
    }

    /** After a step of a canary; the same as before if the candidate is in none, or another step came first. */
    public Generations after(CanaryDecided step) {
        GenerationLife life = lives.get(step.candidate());
        return life == null
                ? this
                : life.after(step)
                        .map(next -> with(Map.of(next.id(), next), serving, previous))
                        .orElse(this);
    }

    /** The one that some users try. */
    public Optional<GenerationLife> canary() {
        return lives.values().stream()
                .filter(life -> life.state() == GenerationState.CANARY)
                .findFirst();
    }

    private Generations take(GenerationDecided decided) {
        String id = decided.generation();
        GenerationLife life = lives.get(id);
        GenerationSpec spec = decided.spec();
        if (life == null) {
            return spec == null
                    ? this
                    : with(
                            Map.of(id, GenerationLife.begin(decided, spec)),
                            decided.action() == GenerationAction.BOOTSTRAP ? id : serving,
                            previous);
        }
        return switch (decided.action()) {
            case BOOTSTRAP, CREATE -> this;
            case READY -> with(Map.of(id, life.in(GenerationState.READY, decided)), serving, previous);
            case CANARY -> with(Map.of(id, life.in(GenerationState.CANARY, decided)), serving, previous);
            case PROMOTE -> serve(life, decided, serving);
            case ROLLBACK -> rollBack(life, decided);
            case PAUSE -> with(Map.of(id, life.paused(true, decided)), serving, previous);
            case RESUME -> with(Map.of(id, life.paused(false, decided)), serving, previous);
            case RETIRE, CANCEL ->
                with(
                        Map.of(id, life.in(GenerationState.RETIRED, decided)),
                        serving,
                        id.equals(previous) ? null : previous);
            case FAIL ->
                with(
                        Map.of(id, life.in(GenerationState.FAILED, decided)),
                        serving,
                        id.equals(previous) ? null : previous);
        };
    }

    private Generations rollBack(GenerationLife life, GenerationDecided decided) {
        if (life.state() == GenerationState.CANARY) {
            return with(Map.of(life.id(), life.in(GenerationState.READY, decided)), serving, previous);
        }
        return previous == null ? this : serve(lives.get(previous), decided, null);
    }

    /** A canary against the one that no longer serves is over. */
    private Generations serve(@Nullable GenerationLife next, GenerationDecided decided, @Nullable String back) {
        if (next == null) {
            return this;
        }
        Map<String, GenerationLife> changed = new LinkedHashMap<>();
        GenerationLife now = serving == null ? null : lives.get(serving);
        if (now != null) {
            changed.put(now.id(), now.in(GenerationState.READY, decided));
        }
        canary().ifPresent(tried -> changed.put(tried.id(), tried.in(GenerationState.READY, decided)));
        changed.put(next.id(), next.in(GenerationState.SERVING, decided));
        return with(changed, next.id(), back);
    }

    private Generations with(Map<String, GenerationLife> changed, @Nullable String serves, @Nullable String before) {
        Map<String, GenerationLife> all = new LinkedHashMap<>(lives);
        all.putAll(changed);
        return new Generations(revision + 1, all, serves, before);
    }

    private @Nullable Refusal illegal(GenerationDecided decided, @Nullable GenerationLife life) {
        GenerationAction action = decided.action();
        if (action == GenerationAction.CREATE && serving == null) {
            return Refusal.ILLEGAL;
        }
        if (action == GenerationAction.BOOTSTRAP || action == GenerationAction.CREATE) {
            boolean first = lives.isEmpty() || action == GenerationAction.CREATE;
            return decided.spec() != null && life == null && first ? null : Refusal.EXISTS;
        }
        if (life == null) {
            return Refusal.UNKNOWN;
        }
        GenerationState state = life.state();
        boolean mayEnd = state == GenerationState.BUILDING
                || (!life.served() && (state == GenerationState.READY || state == GenerationState.CANARY));
        boolean legal = switch (action) {
            case BOOTSTRAP, CREATE -> false;
            case READY -> state == GenerationState.BUILDING && !life.paused();
            case CANARY -> state == GenerationState.READY && canary().isEmpty();
            case PROMOTE -> state == GenerationState.READY || state == GenerationState.CANARY;
            case ROLLBACK -> state == GenerationState.CANARY || (state == GenerationState.SERVING && previous != null);
            case PAUSE -> life.mayBePausedBy(decided.by());
            case RESUME -> state == GenerationState.BUILDING && life.paused();
            case RETIRE ->
                state == GenerationState.READY || state == GenerationState.CANARY || state == GenerationState.FAILED;
            case CANCEL, FAIL -> mayEnd;
        };
        return legal ? null : Refusal.ILLEGAL;
    }
}
