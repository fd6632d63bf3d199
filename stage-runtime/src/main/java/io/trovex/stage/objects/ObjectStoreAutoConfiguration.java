package io.trovex.stage.objects;

import java.nio.file.Path;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Every service may redeem a claim. */
@AutoConfiguration
@EnableConfigurationProperties(ObjectStoreProperties.class)
class ObjectStoreAutoConfiguration {

    private static final String MODELS = "models";

    @Bean
    ObjectStore objectStore(ObjectStoreProperties properties) {
        return store(properties, properties.directory(), properties.s3().prefix());
    }

    /** Beside the other, whose garbage collection knows nothing of models. */
    @Lazy
    @Bean(defaultCandidate = false)
    ObjectStore modelObjects(ObjectStoreProperties properties) {
        return store(
                properties,
                properties.directory().resolve(MODELS),
                properties.s3().prefix() + MODELS + "/");
    }

    private static ObjectStore store(ObjectStoreProperties properties, Path directory, String prefix) {
        return switch (properties.store()) {
            case FILESYSTEM -> new FileObjectStore(directory);
            case S3 ->
                new S3ObjectStore(
                        S3Clients.of(properties.s3()),
                        Objects.requireNonNull(properties.s3().bucket(), "bucket"),
                        prefix);
        };
    }

    @Bean
    ClaimCheck claimCheck(ObjectStore objects) {
        return new ClaimCheck(objects);
    }
}
