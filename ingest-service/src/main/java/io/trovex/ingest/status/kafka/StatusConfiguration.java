package io.trovex.ingest.status.kafka;

import io.trovex.ingest.IngestProperties;
import io.trovex.ingest.PeriodicTask;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets the clock of {@link CompactionGuard} going. */
@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

    @Bean
    PeriodicTask compactionGuardTask(CompactionGuard guard, IngestProperties properties) {
        return new PeriodicTask("compaction-guard", properties.keepLastAfter(), guard::mend);
    }
}
