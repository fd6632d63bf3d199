package io.trovex.ingest.backpressure;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says of each document whether it may come in. What this process has sent counts before the log gives it back, so a
 * burst cannot pass the high mark by more than the documents that are between {@link #refusal} and {@link #sending} at
 * that moment: one for each request being handled. Until the log's answer comes, one that the ledger has read already counts
 * twice, so a burst may be refused a little early. Another process adds at most what it has accepted since this one last
 * read the log. While nobody knows the depth the gate stays as it is. Thread-safe.
 */
public final class Admission {
    private final Gate gate;
    private final DrainRate drainRate;
    private final RetryAfter retryAfter;
    private final Depth depth;
    private final AtomicLong underWay = new AtomicLong();
    private final Map<Integer, Long> ends = new ConcurrentHashMap<>();

    public Admission(Gate gate, DrainRate drainRate, RetryAfter retryAfter, Depth depth) {
        this.gate = gate;
        this.drainRate = drainRate;
        this.retryAfter = retryAfter;
        this.depth = depth;
    }

    /** Empty if a document may come in; else after which time to try again. */
    public Optional<Duration> refusal() {
        OptionalLong inFlight = inFlight();
        Gate.State state = inFlight.isPresent() ? gate.observe(inFlight.getAsLong()) : gate.state();
        return state == Gate.State.ACCEPTING
                ? Optional.empty()
                : Optional.of(retryAfter.from(inFlight.orElse(Long.MAX_VALUE), drainRate.perSecond()));
    }

    /** A document is on its way to the log; {@link #sent} or {@link #failed} must follow. */
    public void sending() {
        underWay.incrementAndGet();
    }

    /** The log has it. */
    public void sent(int partition, long offset) {
        ends.merge(partition, offset + 1, Math::max);
        underWay.decrementAndGet();
    }

    /** The log did not take it. */
    public void failed() {
        underWay.decrementAndGet();
    }

    /** With what is on its way; empty while nobody knows. */
    public OptionalLong inFlight() {
        OptionalLong inLog = depth.inFlight(ends);
        return inLog.isEmpty() ? inLog : OptionalLong.of(inLog.getAsLong() + underWay.get());
    }
}
