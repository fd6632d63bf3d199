package io.trovex.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

/** What the properties of the pipeline's watch and review refuse. */
class PipelinePropertiesTests {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Scan.class);

    @ConfigurationPropertiesScan
    static class Scan {}

    @Test
    void theDefaultsAreValid() {
        runner.run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trovex.ingest.backpressure.high=0",
                "trovex.ingest.backpressure.low=-1",
                "trovex.ingest.backpressure.low=10000",
                "trovex.ingest.backpressure.dwell=-1s",
                "trovex.ingest.backpressure.drain-window=0s",
                "trovex.ingest.ledger.deadline=0s",
                "trovex.ingest.ledger.inspection-interval=0s",
                "trovex.ingest.ledger.most-named=0",
                "trovex.ingest.ledger.snapshot-interval=-1s",
                "trovex.ingest.lag.interval=0s",
                "trovex.ingest.lag.window=2",
                "trovex.ingest.idempotency.time-to-live=0s",
                "trovex.ingest.idempotency.lease=11m",
                "trovex.ingest.dead-letters.max-redrives=0",
                "trovex.ingest.dead-letters.max-selection=0",
                "trovex.ingest.dead-letters.patience=0s",
                "trovex.ingest.dead-letters.refresh=0s",
                "trovex.ingest.stages.embedding=no url"
            })
    void nonsenseDoesNotStart(String property) {
        runner.withPropertyValues(property).run(context -> assertThat(context).hasFailed());
    }
}
