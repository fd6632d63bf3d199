package io.trovex.stage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which consumers wait for what, and since when: one wait for each consumer thread. Thread-safe. */
public final class DependencyWaits {
    /**
     * A consumer that waits.
     *
     * @param attempts that failed so far
     * @param reason of the last failure, with its root cause
     */
    public record Wait(String stage, String dependency, Instant since, int attempts, String reason) {}

    private final Map<Thread, Wait> waits = new ConcurrentHashMap<>();
    private final Set<String> metered = ConcurrentHashMap.newKeySet();
    private final MeterRegistry meters;
    private final Clock clock;

    DependencyWaits(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** This thread's consumer failed again, or for the first time. */
    public Wait failed(String stage, String dependency, Throwable failure) {
        Wait before = waits.get(Thread.currentThread());
        Instant since = before == null ? clock.instant() : before.since();
        int attempts = before == null ? 1 : before.attempts() + 1;
        Wait wait = new Wait(stage, dependency, since, attempts, FailureReason.of(failure));
        waits.put(Thread.currentThread(), wait);
        if (metered.add(stage + "/" + dependency)) {
            Gauge.builder(StageMeter.WAITING.meterName(), () -> waiting(stage, dependency))
                    .tags("stage", stage, "dependency", dependency)
                    .register(meters);
        }
        return wait;
    }

    /** This thread's consumer goes on, or has nothing left that could fail. */
    public void passed() {
        waits.remove(Thread.currentThread());
    }

    /** The longest first. */
    public List<Wait> current() {
        return waits.values().stream().sorted(Comparator.comparing(Wait::since)).toList();
    }

    Attempt attempt() {
        Wait wait = waits.get(Thread.currentThread());
        return wait == null ? new Attempt(1, null) : new Attempt(wait.attempts() + 1, wait.since());
    }

    private long waiting(String stage, String dependency) {
        return waits.values().stream()
                .filter(wait -> wait.stage().equals(stage) && wait.dependency().equals(dependency))
                .count();
    }
}
