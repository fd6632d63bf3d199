package io.trovex.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.canary.CanarySettings;
import io.trovex.index.canary.CanarySteps;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class CanaryPropertiesTests {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Properties.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CanaryProperties.class)
    static class Properties {}

    @Test
    void areTheDefaultsOfTheJudge() {
        context.run(started ->
                assertThat(started.getBean(CanaryProperties.class).settings()).isEqualTo(CanarySettings.DEFAULTS));
    }

    @Test
    void looksAreCloserThanASecond() {
        context.run(started ->
                assertThat(started.getBean(CanaryProperties.class).interval()).isEqualTo(Duration.ofMillis(250)));
        context.withPropertyValues("trovex.canary.interval=100ms")
                .run(started -> assertThat(
                                started.getBean(CanaryProperties.class).interval())
                        .isEqualTo(Duration.ofMillis(100)));
    }

    @Test
    void everyProperty() {
        context.withPropertyValues(
                        "trovex.canary.steps=1,10,100",
                        "trovex.canary.minimum-searches=7",
                        "trovex.canary.soak=3s",
                        "trovex.canary.error-risk=0.05",
                        "trovex.canary.guard-risk=0.02",
                        "trovex.canary.consecutive-failures=4",
                        "trovex.canary.slow-factor=2.5",
                        "trovex.canary.slow-margin=80ms")
                .run(started -> assertThat(
                                started.getBean(CanaryProperties.class).settings())
                        .isEqualTo(new CanarySettings(
                                CanarySteps.ofPercent(List.of(1.0, 10.0, 100.0)),
                                7,
                                Duration.ofSeconds(3),
                                0.05,
                                0.02,
                                4,
                                2.5,
                                Duration.ofMillis(80))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "steps=50,25",
                "steps=5,5",
                "steps=0,5",
                "steps=5,101",
                "steps=",
                "steps=100",
                "minimum-searches=0",
                "soak=-1s",
                "error-risk=0",
                "error-risk=0.6",
                "guard-risk=1",
                "consecutive-failures=0",
                "slow-factor=0.9",
                "slow-margin=-1ms",
                "interval=0ms"
            })
    void whatMakesNoSenseIsRefused(String property) {
        context.withPropertyValues("trovex.canary." + property)
                .run(started -> assertThat(started).hasFailed());
    }
}
