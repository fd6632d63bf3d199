package io.trovex.validation;

import io.trovex.contracts.Generation;
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
            ValidationProperties properties, Generation generation, LanguageDetection languages, Clock clock) {
        return new DocumentRules(properties.limits(), generation, languages, clock);
    }

    @Bean
    ValidatedSchema validatedSchema() {
        return new ValidatedSchema();
    }
}
