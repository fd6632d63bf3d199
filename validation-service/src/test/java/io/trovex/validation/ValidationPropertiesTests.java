package io.trovex.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.validation.record.DocumentLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

class ValidationPropertiesTests {

    @Test
    void defaultsAreThoseOfTheRules() {
        assertThat(bind(Map.of()).limits()).isEqualTo(DocumentLimits.DEFAULT);
    }

    @Test
    void everyPropertyReachesTheRules() {
        ValidationProperties properties = bind(Map.of(
                "trovex.validation.max-body-length", "10",
                "trovex.validation.max-title-length", "20",
                "trovex.validation.max-metadata-entries", "30",
                "trovex.validation.max-metadata-size", "40B",
                "trovex.validation.max-ahead", "50s",
                "trovex.validation.earliest-timestamp", "1970-01-01T00:00:00Z"));

        assertThat(properties.limits())
                .isEqualTo(new DocumentLimits(10, 20, 30, 40, Duration.ofSeconds(50), Instant.EPOCH));
    }

    @Test
    void aLimitOfNothingIsRefused() {
        for (String limit : new String[] {"max-body-length", "max-title-length", "max-metadata-entries"}) {
            assertThatThrownBy(() -> bind(Map.of("trovex.validation." + limit, "0")))
                    .as(limit)
                    .isInstanceOf(BindException.class);
        }
    }

    private static ValidationProperties bind(Map<String, String> properties) {
        LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
        validator.afterPropertiesSet();
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate(
                        "trovex.validation",
                        Bindable.of(ValidationProperties.class),
                        new ValidationBindHandler(validator));
    }
}
