package io.trovex.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class UploadPropertiesTests {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Properties.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(UploadProperties.class)
    static class Properties {}

    @Test
    void defaults() {
        context.run(started -> assertThat(started.getBean(UploadProperties.class))
                .isEqualTo(new UploadProperties(
                        DataSize.ofMegabytes(25),
                        DataSize.ofMegabytes(100),
                        1_000_000,
                        100,
                        10_000,
                        2,
                        Duration.ofSeconds(60),
                        DataSize.ofMegabytes(256),
                        Duration.ofSeconds(30),
                        3,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(5))));
    }

    @Test
    void everyProperty() {
        context.withPropertyValues(
                        "trovex.uploads.max-file-size=1MB",
                        "trovex.uploads.max-request-size=2MB",
                        "trovex.uploads.max-text-length=3",
                        "trovex.uploads.max-depth=4",
                        "trovex.uploads.queue-capacity=5",
                        "trovex.uploads.workers=0",
                        "trovex.uploads.timeout=7s",
                        "trovex.uploads.memory=8MB",
                        "trovex.uploads.claim-after=9s",
                        "trovex.uploads.max-deliveries=10",
                        "trovex.uploads.idle-after=11s",
                        "trovex.uploads.retry-after=12s")
                .run(started -> assertThat(started.getBean(UploadProperties.class))
                        .isEqualTo(new UploadProperties(
                                DataSize.ofMegabytes(1),
                                DataSize.ofMegabytes(2),
                                3,
                                4,
                                5,
                                0,
                                Duration.ofSeconds(7),
                                DataSize.ofMegabytes(8),
                                Duration.ofSeconds(9),
                                10,
                                Duration.ofSeconds(11),
                                Duration.ofSeconds(12))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-text-length=0",
                "max-depth=0",
                "queue-capacity=0",
                "workers=-1",
                "timeout=10ms",
                "claim-after=10ms",
                "max-deliveries=0",
                "max-request-size=1MB"
            })
    void whatMakesNoSenseStopsTheStart(String property) {
        context.withPropertyValues("trovex.uploads." + property)
                .run(started -> assertThat(started).hasFailed());
    }
}
