package io.trovex.stage.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ObjectStorePropertiesTests {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ObjectStoreAutoConfiguration.class));

    @Test
    void filesByDefault() {
        context.run(started -> {
            assertThat(started).hasSingleBean(FileObjectStore.class);
            ObjectStoreProperties properties = started.getBean(ObjectStoreProperties.class);
            assertThat(properties.directory()).isEqualTo(Path.of("data/objects"));
            assertThat(properties.s3())
                    .isEqualTo(new ObjectStoreProperties.S3(
                            null, "", null, null, false, null, null, Duration.ofSeconds(20)));
        });
    }

    @Test
    void everyPropertyOfS3() {
        context.withPropertyValues(
                        "trovex.objects.store=s3",
                        "trovex.objects.s3.bucket=b",
                        "trovex.objects.s3.prefix=p/",
                        "trovex.objects.s3.region=eu-central-1",
                        "trovex.objects.s3.endpoint=http://127.0.0.1:9000",
                        "trovex.objects.s3.path-style=true",
                        "trovex.objects.s3.access-key=a",
                        "trovex.objects.s3.secret-key=s",
                        "trovex.objects.s3.timeout=7s")
                .run(started -> {
                    assertThat(started).hasSingleBean(S3ObjectStore.class);
                    assertThat(started.getBean(ObjectStoreProperties.class).s3())
                            .isEqualTo(new ObjectStoreProperties.S3(
                                    "b",
                                    "p/",
                                    "eu-central-1",
                                    URI.create("http://127.0.0.1:9000"),
                                    true,
                                    "a",
                                    "s",
                                    Duration.ofSeconds(7)));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trovex.objects.store=s3",
                "trovex.objects.store=tape",
                "trovex.objects.s3.prefix=p",
                "trovex.objects.s3.access-key=a",
                "trovex.objects.s3.secret-key=s"
            })
    void aContradictionStopsTheStart(String property) {
        context.withPropertyValues(property).run(started -> assertThat(started).hasFailed());
    }
}
