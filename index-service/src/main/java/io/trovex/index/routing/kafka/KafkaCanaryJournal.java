package io.trovex.index.routing.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.CanaryDecided;
import io.trovex.contracts.Topics;
import io.trovex.index.canary.CanaryDecision;
import io.trovex.index.canary.CanaryProgress;
import io.trovex.index.routing.CanaryJournal;
import io.trovex.index.routing.CanaryMeter;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.EventSender;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes decisions on canaries to {@code pipeline.control}, where every process reads them. Thread-safe. */
public final class KafkaCanaryJournal implements CanaryJournal {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventSender sender;
    private final MeterRegistry meters;

    public KafkaCanaryJournal(EventSender sender, MeterRegistry meters) {
        this.sender = sender;
        this.meters = meters;
    }

    @Override
    public void write(CanaryDecision decision) {
        try {
            var _ = sender.send(Topics.PIPELINE_CONTROL, CanaryEvents.event(decision), "index-service")
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DependencyUnavailableException("broker", "the decision on the canary was not taken", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("process", "interrupted", e);
        }
        String tag = decision.kind().name().toLowerCase(Locale.ROOT);
        meters.counter(CanaryMeter.DECISIONS.meterName(), "decision", tag).increment();
    }

    /** Where a canary can go on that had this decision last. */
    public static CanaryProgress progress(CanaryDecided last) {
        return CanaryEvents.progress(last);
    }
}
