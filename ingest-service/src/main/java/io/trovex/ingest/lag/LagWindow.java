package io.trovex.ingest.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiPredicate;

/**
 * The last samples of one partition of a group, judged by the rules of LinkedIn's Burrow (github.com/linkedin/Burrow,
 * wiki "Consumer Lag Evaluation Rules" and {@code core/internal/evaluator/caching.go}):
 *
 * <ol>
 *   <li>No lag now: OK.
 *   <li>The time since the last commit is longer than the time from the window's first to its last commit: STOP.
 *   <li>The lag was zero at some moment of the window: OK.
 *   <li>The committed offset went back: REWIND.
 *   <li>The committed offset does not move and the lag does not shrink: STALL.
 *   <li>The committed offset moves, but the lag never shrinks: WARN.
 * </ol>
 *
 * Burrow reads the commits themselves, so it tells a stuck consumer, which commits the same offset again, from a stopped
 * one, which commits nothing. Samples do not show that; here a partition that a member owns cannot be STOP, and one that
 * nobody owns cannot be STALL. Not thread-safe.
 */
public final class LagWindow {
    /** Fewer show no trend. */
    private static final int LEAST_FOR_A_TREND = 3;

    private final int size;
    private final Deque<LagSample> samples = new ArrayDeque<>();

    /** @param size samples that are kept; Burrow's own default is 10 */
    public LagWindow(int size) {
        this.size = size;
    }

    public void add(LagSample sample) {
        if (samples.size() == size) {
            samples.removeFirst();
        }
        samples.addLast(sample);
    }

    public int samples() {
        return samples.size();
    }

    public Verdict verdict() {
        if (samples.isEmpty() || samples.getLast().lag() == 0) {
            return Verdict.OK;
        }
        if (!samples.getLast().owned() && isStopped()) {
            return Verdict.STOP;
        }
        if (samples.stream().anyMatch(sample -> sample.lag() == 0)) {
            return Verdict.OK;
        }
        if (anyStep((before, after) -> after.committed() < before.committed())) {
            return Verdict.REWIND;
        }
        if (samples.size() < LEAST_FOR_A_TREND || anyStep((before, after) -> after.lag() < before.lag())) {
            return Verdict.OK;
        }
        boolean moved = samples.getLast().committed() > samples.getFirst().committed();
        if (moved) {
            return Verdict.WARN;
        }
        return samples.getLast().owned() ? Verdict.STALL : Verdict.OK;
    }

    /** Seconds until there is no lag if it goes on shrinking as it did over the window; empty if it does not shrink. */
    public OptionalDouble secondsToDrain() {
        if (samples.isEmpty() || samples.getLast().lag() == 0) {
            return samples.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(0);
        }
        LagSample first = samples.getFirst();
        LagSample last = samples.getLast();
        double seconds = Duration.between(first.at(), last.at()).toMillis() / 1000.0;
        long drained = first.lag() - last.lag();
        return drained <= 0 || seconds <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(last.lag() * seconds / drained);
    }

    /** A window in which nothing ever moved counts from its first sample. */
    private boolean isStopped() {
        Instant first = samples.getFirst().at();
        Instant lastMove = first;
        LagSample before = samples.getFirst();
        for (LagSample sample : samples) {
            if (sample.committed() != before.committed()) {
                lastMove = sample.at();
            }
            before = sample;
        }
        Duration silence = Duration.between(lastMove, samples.getLast().at());
        return silence.compareTo(Duration.between(first, lastMove)) > 0;
    }

    private boolean anyStep(BiPredicate<LagSample, LagSample> test) {
        List<LagSample> all = new ArrayList<>(samples);
        for (int i = 1; i < all.size(); i++) {
            if (test.test(all.get(i - 1), all.get(i))) {
                return true;
            }
        }
        return false;
    }
}
