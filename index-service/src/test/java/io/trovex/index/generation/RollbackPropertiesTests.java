package io.trovex.index.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class RollbackPropertiesTests {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Properties.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(RollbackProperties.class)
    static class Properties {}

    @Test
    void aPromotionCanBeTakenBackForADay() {
        context.run(started ->
                assertThat(started.getBean(RollbackProperties.class).window()).isEqualTo(Duration.ofHours(24)));
        context.withPropertyValues("trovex.rollback.window=0")
                .run(started -> assertThat(
                                started.getBean(RollbackProperties.class).window())
                        .isZero());
    }

    @Test
    void aCandidateWaitsAWeekForItsPromotion() {
        context.run(
                started -> assertThat(started.getBean(RollbackProperties.class).candidateWindow())
                        .isEqualTo(Duration.ofDays(7)));
        context.withPropertyValues("trovex.rollback.candidate-window=2d")
                .run(started -> assertThat(
                                started.getBean(RollbackProperties.class).candidateWindow())
                        .isEqualTo(Duration.ofDays(2)));
    }

    @Test
    void timeDoesNotRunBackwards() {
        context.withPropertyValues("trovex.rollback.window=-1h")
                .run(started -> assertThat(started).hasFailed());
        context.withPropertyValues("trovex.rollback.candidate-window=-1h")
                .run(started -> assertThat(started).hasFailed());
    }
}
