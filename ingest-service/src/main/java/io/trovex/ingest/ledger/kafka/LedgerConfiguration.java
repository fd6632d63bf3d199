package io.trovex.ingest.ledger.kafka;

import io.trovex.ingest.PeriodicTask;
import io.trovex.ingest.ledger.LastInspection;
import io.trovex.ingest.ledger.Ledger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the ledger and sets its clock going. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    @Bean
    Ledger documentLedger() {
        return new Ledger();
    }

    @Bean
    LastInspection lastInspection(LedgerProperties properties) {
        return new LastInspection(properties.deadline());
    }

    @Bean
    PeriodicTask overdueInspectionTask(
            OverdueInspection inspection, LedgerMetrics metrics, LedgerProperties properties) {
        return new PeriodicTask("ledger-inspection", properties.inspectionInterval(), () -> {
            inspection.inspect();
            metrics.update();
        });
    }
}
