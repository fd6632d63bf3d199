package io.trovex.ingest.ledger.web;

import io.trovex.ingest.ledger.LastInspection;
import io.trovex.ingest.ledger.Ledger;
import io.trovex.ingest.ledger.LedgerAccount;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Tells what is in flight and overdue. Always up: a late document is no reason to take a service out. */
@Component("ledger")
class LedgerHealthIndicator implements HealthIndicator {
    private final Ledger ledger;
    private final LastInspection inspection;

    LedgerHealthIndicator(Ledger ledger, LastInspection inspection) {
        this.ledger = ledger;
        this.inspection = inspection;
    }

    @Override
    public Health health() {
        LedgerAccount account = ledger.account();
        return Health.up()
                .withDetail("complete", account.complete())
                .withDetail("balanced", account.isBalanced())
                .withDetail("in_flight", account.inFlight())
                .withDetail("overdue", inspection.report().total())
                .withDetail("as_of", account.asOf().toString())
                .build();
    }
}
