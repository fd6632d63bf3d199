package io.trovex.stage.objects;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Every service may redeem a claim. */
@AutoConfiguration
@EnableConfigurationProperties(ObjectStoreProperties.class)
class ObjectStoreAutoConfiguration {

    @Bean
    ObjectStore objectStore(ObjectStoreProperties properties) {
        return new ObjectStore(properties.directory());
    }

    @Bean
    ClaimCheck claimCheck(ObjectStore objects) {
        return new ClaimCheck(objects);
    }
}
