package io.trovex.ingest.ledger.kafka;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the ledger is kept.
 *
 * @param deadline after which a submission that came to no end is overdue
 * @param inspectionInterval between two searches for what is overdue
 * @param mostNamed overdue submissions that are looked up and named, of however many there are
 * @param snapshotInterval between two snapshots; a restart reads again what came after the last one
 */
@Validated
@ConfigurationProperties("trovex.ingest.ledger")
record LedgerProperties(
        @DefaultValue("5m") @DurationMin(millis = 1) Duration deadline,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration inspectionInterval,
        @DefaultValue("100") @Positive int mostNamed,
        @DefaultValue("30s") @DurationMin(millis = 1) Duration snapshotInterval) {}
