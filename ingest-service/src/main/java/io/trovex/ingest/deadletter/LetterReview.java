package io.trovex.ingest.deadletter;

import io.trovex.contracts.DeadLetterDecided;
import io.trovex.contracts.LetterDecision;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides on letters. A record is back in its topic before the decision is written, so a crash between the two redrives
 * it once more, which changes nothing: the index takes a version twice. Letters go in chunks; a failure leaves those
 * before it decided and the others open.
 */
public final class LetterReview {
    private static final int CHUNK = 20;

    private final LetterArchive archive;
    private final LetterOutbox outbox;
    private final Predicate<DeadLetter> replaced;
    private final StageTrial trial;
    private final InstantSource clock;

    /** @param replaced whether a newer version has replaced the letter's document; false if nobody can tell */
    public LetterReview(
            LetterArchive archive,
            LetterOutbox outbox,
            Predicate<DeadLetter> replaced,
            StageTrial trial,
            InstantSource clock) {
        this.archive = archive;
        this.outbox = outbox;
        this.replaced = replaced;
        this.trial = trial;
        this.clock = clock;
    }

    /** Changes nothing: says which letters would go, and whether they pass their stage as it is now. */
    public List<LetterOutcome> rehearse(List<Standing> letters, boolean force) {
        return each(
                letters,
                force,
                letter -> CompletableFuture.completedFuture(
                        replaced.test(letter)
                                ? LetterOutcome.of(letter, Fate.SUPERSEDED)
                                : LetterOutcome.of(letter, trial.run(letter))));
    }

    /**
     * @param force also those that are not open
     * @throws LetterLogUnavailableException if the log did not take all; those that it took are decided
     */
    public List<LetterOutcome> redrive(List<Standing> letters, boolean force) {
        return each(letters, force, letter -> {
            if (replaced.test(letter)) {
                return decide(letter, LetterDecision.SUPERSEDED, null)
                        .thenApply(_ -> LetterOutcome.of(letter, Fate.SUPERSEDED));
            }
            return outbox.publish(letter, letter.facts().redriveCount() + 1)
                    .thenCompose(_ -> decide(letter, LetterDecision.REDRIVEN, null))
                    .thenApply(_ -> LetterOutcome.of(letter, Fate.REDRIVEN));
        });
    }

    /**
     * Also those in quarantine.
     *
     * @throws LetterLogUnavailableException if the log did not take all decisions
     */
    public List<LetterOutcome> discard(List<Standing> letters, String reason) {
        return each(
                letters,
                true,
                letter -> decide(letter, LetterDecision.DISCARDED, reason)
                        .thenApply(_ -> LetterOutcome.of(letter, Fate.DISCARDED)));
    }

    private CompletableFuture<?> decide(DeadLetter letter, LetterDecision decision, @Nullable String reason) {
        LetterId id = letter.id();
        Integer count = decision == LetterDecision.REDRIVEN ? letter.facts().redriveCount() + 1 : null;
        return outbox.decide(new DeadLetterDecided(
                id.topic(), id.partition(), id.offset(), decision, count, reason, clock.instant()));
    }

    private List<LetterOutcome> each(
            List<Standing> letters, boolean force, Function<DeadLetter, CompletableFuture<LetterOutcome>> action) {
        List<LetterOutcome> outcomes = new ArrayList<>(letters.size());
        for (int from = 0; from < letters.size(); from += CHUNK) {
            List<Standing> chunk = letters.subList(from, Math.min(letters.size(), from + CHUNK));
            Map<LetterId, DeadLetter> held =
                    archive.read(chunk.stream().map(Standing::id).toList(), Function.identity());
            List<CompletableFuture<LetterOutcome>> running = chunk.stream()
                    .map(standing -> outcome(standing, held.get(standing.id()), force, action))
                    .toList();
            running.forEach(each -> outcomes.add(join(each)));
        }
        return outcomes;
    }

    private static CompletableFuture<LetterOutcome> outcome(
            Standing standing,
            @Nullable DeadLetter letter,
            boolean force,
            Function<DeadLetter, CompletableFuture<LetterOutcome>> action) {
        if (letter == null) {
            return CompletableFuture.completedFuture(LetterOutcome.of(standing.id(), Fate.GONE));
        }
        if (standing.state() == LetterState.OPEN || force) {
            return action.apply(letter);
        }
        Fate refusal = standing.state() == LetterState.QUARANTINED ? Fate.QUARANTINED : Fate.NOT_OPEN;
        return CompletableFuture.completedFuture(LetterOutcome.of(letter, refusal));
    }

    private static LetterOutcome join(CompletableFuture<LetterOutcome> running) {
        try {
            return running.join();
        } catch (CompletionException e) {
            throw new LetterLogUnavailableException("the log does not take it", e.getCause());
        }
    }
}
