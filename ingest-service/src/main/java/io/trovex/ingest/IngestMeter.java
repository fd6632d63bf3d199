package io.trovex.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Every meter of the ingest service. */
public enum IngestMeter {
    /** Submissions; tags {@code operation}, {@code result} (accepted, refused, saturated, unavailable). */
    SUBMISSIONS("trovex.ingest.submissions"),
    /** Requests with an idempotency key; tag {@code result} (first, replayed, reused, in_progress, unavailable). */
    IDEMPOTENT_REQUESTS("trovex.ingest.idempotent.requests"),
    /** Time from a broker's acknowledgement to the settled version, for those who wait; tag {@code status}. */
    WAIT("trovex.ingest.wait"),
    /** Events merged into the lives of documents; tag {@code status}. */
    STATUS_EVENTS("trovex.ingest.status.events"),
    /** Records that do not say which version of which document they are about. */
    STATUS_UNATTRIBUTABLE("trovex.ingest.status.unattributable"),
    /** Newest versions that an older one followed in the log; tag {@code result} (resubmitted, gone). */
    RESUBMISSIONS("trovex.ingest.resubmissions");

    private final String meterName;

    IngestMeter(String meterName) {
        this.meterName = meterName;
    }

    public Counter counter(MeterRegistry registry, String... tags) {
        return registry.counter(meterName, tags);
    }

    public Timer timer(MeterRegistry registry, String... tags) {
        return Timer.builder(meterName).tags(tags).publishPercentileHistogram().register(registry);
    }
}
