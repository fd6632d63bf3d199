package io.trovex.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

class RetryPropertiesTests {

    @Test
    void waitsFromAFifthOfASecondToTenSeconds() {
        assertThat(bind(Map.of())).isEqualTo(new RetryProperties(Duration.ofMillis(200), Duration.ofSeconds(10)));
    }

    @Test
    void bothAreFreeToChoose() {
        RetryProperties properties = bind(Map.of("trovex.retry.first", "20ms", "trovex.retry.longest", "30ms"));

        assertThat(properties.backoff().delay(10)).isBetween(Duration.ofMillis(15), Duration.ofMillis(30));
    }

    @Test
    void aWaitOfNothingIsRefused() {
        assertThatThrownBy(() -> bind(Map.of("trovex.retry.first", "0s"))).isInstanceOf(BindException.class);
    }

    private static RetryProperties bind(Map<String, String> properties) {
        LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
        validator.afterPropertiesSet();
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("trovex.retry", Bindable.of(RetryProperties.class), new ValidationBindHandler(validator));
    }
}
