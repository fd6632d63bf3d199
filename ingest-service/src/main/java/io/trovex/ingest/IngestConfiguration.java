package io.trovex.ingest;

import io.trovex.contracts.Generation;
import io.trovex.ingest.document.DocumentIds;
import io.trovex.ingest.document.DocumentReader;
import io.trovex.ingest.document.ReadLimits;
import io.trovex.ingest.idempotency.IdempotentRequests;
import io.trovex.ingest.idempotency.Reservations;
import io.trovex.ingest.status.DocumentLives;
import io.trovex.ingest.status.Waiters;
import io.trovex.ingest.version.HybridLogicalClock;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.generation.kafka.GenerationLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the pure parts of ingest. */
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    @Bean
    HybridLogicalClock hybridLogicalClock(Clock clock, IngestProperties properties) {
        return new HybridLogicalClock(clock, properties.maxClockDrift());
    }

    @Bean
    DocumentIds documentIds(Clock clock) {
        return new DocumentIds(clock, new SecureRandom());
    }

    /** Takes vectors for every generation that follows the log; for any, if the log does not tell which do. */
    @Bean
    DocumentReader documentReader(IngestProperties properties, Generation configured, GenerationLog log) {
        return new DocumentReader(
                new ReadLimits(properties.maxNesting(), properties.maxNumberLength()),
                () -> dimensions(log, configured));
    }

    private static Set<Integer> dimensions(GenerationLog log, Generation configured) {
        try {
            return log.complete().current(configured).stream()
                    .map(Generation::dimension)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (DependencyUnavailableException _) {
            return Set.of();
        }
    }

    @Bean
    IdempotentRequests idempotentRequests(Reservations reservations, Clock clock) {
        return new IdempotentRequests(reservations, clock);
    }

    @Bean
    Waiters settlementWaiters(DocumentLives lives) {
        return new Waiters(lives);
    }

    /** Document ids may contain slashes of either kind, so {@code %2F} and {@code %5C} in a path are text. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> slashesInDocumentIds() {
        String text = EncodedSolidusHandling.PASS_THROUGH.getValue();
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setEncodedSolidusHandling(text),
                connector -> connector.setEncodedReverseSolidusHandling(text));
    }
}
