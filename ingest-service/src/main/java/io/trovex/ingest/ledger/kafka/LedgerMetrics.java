package io.trovex.ingest.ledger.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.trovex.ingest.ledger.LastInspection;
import io.trovex.ingest.ledger.Ledger;
import io.trovex.ingest.ledger.LedgerAccount;
import io.trovex.ingest.ledger.PartitionAccount;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Shows the ledger as gauges; brought up to date at each inspection. */
@Component
class LedgerMetrics {
    private final Ledger ledger;
    private final MultiGauge offsets;

    LedgerMetrics(Ledger ledger, LastInspection inspection, Clock clock, MeterRegistry meters) {
        this.ledger = ledger;
        this.offsets = LedgerMeter.OFFSETS.gauges(meters);
        Gauge.builder(
                        LedgerMeter.OVERDUE.meterName(),
                        inspection,
                        from -> from.report().total())
                .register(meters);
        Gauge.builder(LedgerMeter.AGE.meterName(), ledger, from -> age(from, clock))
                .baseUnit("seconds")
                .register(meters);
    }

    void update() {
        LedgerAccount account = ledger.account();
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (PartitionAccount partition : account.partitions()) {
            String number = String.valueOf(partition.partition());
            partition.ends().forEach((end, count) -> rows.add(row(end.wireName(), number, count)));
            rows.add(row("in_flight", number, partition.inFlight()));
        }
        offsets.register(rows, true);
    }

    private static MultiGauge.Row<?> row(String outcome, String partition, long count) {
        return MultiGauge.Row.of(Tags.of("outcome", outcome, "partition", partition), count);
    }

    private static double age(Ledger ledger, Clock clock) {
        return Duration.between(ledger.account().asOf(), clock.instant()).toMillis() / 1000.0;
    }
}
