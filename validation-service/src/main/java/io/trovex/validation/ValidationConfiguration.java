package io.trovex.validation;

import io.trovex.contracts.Generation;
import io.trovex.stage.generation.kafka.GenerationLog;
import io.trovex.validation.record.DocumentRules;
import io.trovex.validation.record.LanguageDetection;
import io.trovex.validation.record.ValidatedSchema;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the pure parts of validation. */
@Configuration(proxyBeanMethods = false)
class ValidationConfiguration {

    @Bean
    LanguageDetection languageDetection() {
        return LanguageDetection.load();
    }

    @Bean
    DocumentRules documentRules(
            ValidationProperties properties,
            GenerationLog log,
            Generation configured,
            LanguageDetection languages,
            Clock clock) {
        return new DocumentRules(properties.limits(), () -> log.complete().current(configured), languages, clock);
    }

    @Bean
    ValidatedSchema validatedSchema() {
        return new ValidatedSchema();
    }
}
