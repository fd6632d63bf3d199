package io.trovex.ingest.backpressure.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.ingest.PeriodicTask;
import io.trovex.ingest.backpressure.Admission;
import io.trovex.ingest.backpressure.DrainRate;
import io.trovex.ingest.backpressure.Gate;
import io.trovex.ingest.backpressure.RetryAfter;
import io.trovex.ingest.ledger.Ledger;
import io.trovex.ingest.ledger.LedgerAccount;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the gate over the ledger. */
@Configuration(proxyBeanMethods = false)
class BackpressureConfiguration {
    private static final Duration LOOK = Duration.ofMillis(500);

    @Bean
    Gate admissionGate(BackpressureProperties properties, Clock clock) {
        return new Gate(properties.marks(), clock);
    }

    @Bean
    DrainRate drainRate(BackpressureProperties properties) {
        return new DrainRate(properties.drainWindow());
    }

    @Bean
    Admission admission(
            Gate gate, DrainRate drainRate, BackpressureProperties properties, Ledger ledger, MeterRegistry meters) {
        RetryAfter retryAfter = new RetryAfter(
                properties.low(), () -> ThreadLocalRandom.current().nextDouble());
        Admission admission = new Admission(
                gate,
                drainRate,
                retryAfter,
                ends -> ledger.isComplete() ? OptionalLong.of(ledger.inFlight(ends)) : OptionalLong.empty());
        BackpressureMeter.SATURATED.gauge(meters, gate, of -> of.state() == Gate.State.SATURATED ? 1 : 0);
        BackpressureMeter.IN_FLIGHT.gauge(meters, admission, BackpressureConfiguration::inFlight);
        BackpressureMeter.HIGH.gauge(meters, gate, of -> of.marks().high());
        BackpressureMeter.LOW.gauge(meters, gate, of -> of.marks().low());
        BackpressureMeter.DRAIN_RATE.gauge(meters, drainRate, DrainRate::perSecond);
        return admission;
    }

    /** Sees the gate open also when nobody asks. */
    @Bean
    PeriodicTask backpressureTask(Admission admission, Gate gate, DrainRate drainRate, Ledger ledger, Clock clock) {
        return new PeriodicTask("backpressure", LOOK, () -> {
            LedgerAccount account = ledger.account();
            if (account.complete()) {
                drainRate.observe(clock.instant(), account.settled());
                admission.inFlight().ifPresent(gate::observe);
            }
        });
    }

    private static double inFlight(Admission admission) {
        OptionalLong inFlight = admission.inFlight();
        return inFlight.isPresent() ? inFlight.getAsLong() : Double.NaN;
    }
}
