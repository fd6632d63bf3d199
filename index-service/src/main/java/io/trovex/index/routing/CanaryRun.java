package io.trovex.index.routing;

import io.trovex.index.canary.CanaryDecision;
import io.trovex.index.canary.CanaryDecision.Kind;
import io.trovex.index.canary.CanaryProgress;
import io.trovex.index.canary.CanarySettings;
import io.trovex.index.canary.CanaryTrial;
import io.trovex.index.canary.CanaryVerdict;
import io.trovex.index.canary.Share;
import io.trovex.index.routing.Traffic.Trial;
import io.trovex.index.search.SearchService;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one canary at a time: carries out the judge's verdicts and keeps them in the journal. Thread-safe.
 *
 * <p>The way back needs nobody: it takes effect at once, and the journal is written when it can be. The way on is taken
 * only after the journal has it. The journal may take its time: it is written by a thread of its own.
 */
public final class CanaryRun implements Supplier<Traffic> {
    private static final Logger LOG = LoggerFactory.getLogger(CanaryRun.class);

    private final Supplier<SearchService> serving;
    private final CanaryJournal journal;
    private final Clock clock;
    private final Executor writer;
    private final Deque<Due> unwritten = new ArrayDeque<>();
    private volatile @Nullable Trial running;
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private boolean completed;
    private boolean writing;

    /** @param written what to do, holding the lock, once the journal has the decision */
    private record Due(CanaryDecision decision, Runnable written) {
        /** What is so already must be told in the end; what is to come is decided anew. */
        private boolean mustBeTold() {
            return decision.kind() == Kind.ROLLED_BACK;
        }
    }

    /**
     * @param serving the generation that serves at the moment of asking; once it is the candidate, the canary is over
     * @param writer runs what may wait for the journal; it is given one task at a time
     */
    public CanaryRun(Supplier<SearchService> serving, CanaryJournal journal, Clock clock, Executor writer) {
        this.serving = serving;
        this.journal = journal;
        this.clock = clock;
        this.writer = writer;
    }

    @Override
    public Traffic get() {
        SearchService now = serving.get();
        Trial trial = running;
        return trial == null || trial.candidate() == now ? Traffic.of(now) : new Traffic(now, trial);
    }

    private @Nullable Trial trying() {
        return running == null ? null : get().trial();
    }

    /** The canary that runs, if one does. */
    public Optional<CanaryTrial> trial() {
        return Optional.ofNullable(trying()).map(Trial::canary);
    }

    /**
     * Gives the candidate its first share, once the journal has it.
     *
     * @throws IllegalStateException if another canary runs
     */
    public synchronized void start(String candidate, SearchService searches, CanarySettings settings) {
        trial().ifPresent(other -> {
            throw new IllegalStateException("a canary of " + other.candidate() + " runs already");
        });
        CanaryTrial trial = new CanaryTrial(candidate, settings, CanaryProgress.begin(clock.instant()));
        CanaryDecision decision = decision(trial, Kind.STARTED, null);
        journal.write(decision);
        started = decision.decidedAt();
        begin(searches, trial);
    }

    /**
     * Goes on where the journal is, whoever wrote it: begins a canary that this process does not run, takes the step that
     * another process took first, and does not take up again what it has ended itself. What searches came to in the step
     * is counted anew. Called again, it changes nothing.
     *
     * @param at when the journal says that the canary started
     */
    public synchronized void follow(
            String candidate, SearchService searches, CanarySettings settings, CanaryProgress progress, Instant at) {
        Trial trial = running;
        boolean isThere =
                trial != null && at.equals(started) && trial.canary().progress().step() >= progress.step();
        if (!isThere && !at.equals(ended)) {
            started = at;
            begin(searches, new CanaryTrial(candidate, settings, progress));
        }
    }

    /** Takes all searches away from a candidate whose canary started before that time; the journal knows. */
    public synchronized void leave(Instant before) {
        if (started == null || started.isBefore(before)) {
            running = null;
        }
    }

    /** Asks the judge, and does what it says; never waits for the journal. To be called a few times a second. */
    public synchronized void evaluate() {
        Trial trial = trying();
        if (trial == null) {
            running = null;
        } else {
            carryOut(trial, trial.canary().judge(clock.instant()));
        }
        if (!writing && !unwritten.isEmpty()) {
            writing = true;
            writer.execute(this::write);
        }
    }

    private void carryOut(Trial trial, CanaryVerdict verdict) {
        CanaryTrial canary = trial.canary();
        switch (verdict) {
            case CanaryVerdict.Hold _ -> {}
            case CanaryVerdict.RollBack _ -> {
                running = null;
                ended = started;
                unwritten.addLast(new Due(decision(canary, Kind.ROLLED_BACK, verdict), () -> {}));
            }
            case CanaryVerdict.Advance advance -> {
                if (unwritten.isEmpty()) {
                    CanaryTrial next = canary.next(advance, clock.instant());
                    unwritten.addLast(new Due(decision(next, Kind.ADVANCED, verdict), () -> goOn(trial, next)));
                }
            }
            case CanaryVerdict.Complete _ -> {
                if (unwritten.isEmpty() && !completed) {
                    unwritten.addLast(new Due(decision(canary, Kind.COMPLETED, verdict), () -> complete(trial)));
                }
            }
        }
    }

    private void begin(SearchService candidate, CanaryTrial trial) {
        completed = false;
        running = new Trial(candidate, trial);
    }

    /** Unless it was rolled back while the journal was written. */
    private void goOn(Trial from, CanaryTrial next) {
        if (from.equals(running)) {
            begin(from.candidate(), next);
        }
    }

    private void complete(Trial trial) {
        completed = trial.equals(running);
    }

    private void write() {
        for (Due due = next(); due != null; due = next()) {
            if (!settle(due, isWritten(due.decision()))) {
                return;
            }
        }
    }

    private synchronized @Nullable Due next() {
        writing = !unwritten.isEmpty();
        return unwritten.peekFirst();
    }

    /** Whether the next one may be written. */
    private synchronized boolean settle(Due due, boolean isWritten) {
        if (!isWritten && due.mustBeTold()) {
            writing = false;
            return false;
        }
        unwritten.removeFirst();
        if (isWritten) {
            due.written().run();
        }
        return true;
    }

    private boolean isWritten(CanaryDecision decision) {
        try {
            journal.write(decision);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("candidate", decision.candidate())
                    .addKeyValue("decision", decision.kind())
                    .addKeyValue("reason", e.toString())
                    .log("a decision on the canary is not kept yet");
            return false;
        }
        LOG.atInfo()
                .addKeyValue("candidate", decision.candidate())
                .addKeyValue("decision", decision.kind())
                .addKeyValue("share", decision.share().percent())
                .log("canary");
        return true;
    }

    private CanaryDecision decision(CanaryTrial trial, Kind kind, @Nullable CanaryVerdict verdict) {
        Share share = kind == Kind.ROLLED_BACK ? Share.NONE : trial.share();
        Instant now = clock.instant();
        Instant begun = kind == Kind.STARTED || started == null ? now : started;
        return new CanaryDecision(trial.candidate(), kind, share, trial.progress(), begun, verdict, now);
    }
}
