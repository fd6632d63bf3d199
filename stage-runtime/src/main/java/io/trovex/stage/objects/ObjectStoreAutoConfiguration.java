package io.trovex.stage.objects;

import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Every service may redeem a claim. */
@AutoConfiguration
@EnableConfigurationProperties(ObjectStoreProperties.class)
class ObjectStoreAutoConfiguration {

    @Bean
    ObjectStore objectStore(ObjectStoreProperties properties) {
        return switch (properties.store()) {
            case FILESYSTEM -> new FileObjectStore(properties.directory());
            case S3 ->
                new S3ObjectStore(
                        S3Clients.of(properties.s3()),
                        Objects.requireNonNull(properties.s3().bucket(), "bucket"),
                        properties.s3().prefix());
        };
    }

    @Bean
    ClaimCheck claimCheck(ObjectStore objects) {
        return new ClaimCheck(objects);
    }
}
