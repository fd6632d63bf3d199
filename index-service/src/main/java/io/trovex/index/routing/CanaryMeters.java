package io.trovex.index.routing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.trovex.index.canary.Finding;
import io.trovex.index.canary.Signal;
import java.time.Clock;

/** Shows the canary that runs. */
public final class CanaryMeters implements MeterBinder {
    private final CanaryRun run;
    private final Clock clock;

    public CanaryMeters(CanaryRun run, Clock clock) {
        this.run = run;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(CanaryMeter.SHARE.meterName(), run, CanaryMeters::share).register(registry);
        for (Signal signal : Signal.values()) {
            Gauge.builder(CanaryMeter.EVIDENCE.meterName(), run, _ -> evidence(signal))
                    .tag("signal", signal.wireName())
                    .register(registry);
        }
    }

    private static double share(CanaryRun run) {
        return run.trial().map(trial -> trial.share().percent()).orElse(0.0);
    }

    private double evidence(Signal signal) {
        return run.trial()
                .flatMap(trial -> trial.judge(clock.instant()).evidence().finding(signal))
                .map(Finding::logBayesFactor)
                .orElse(Double.NaN);
    }
}
