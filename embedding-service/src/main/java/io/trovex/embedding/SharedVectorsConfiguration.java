package io.trovex.embedding;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.embedding.engine.SharedVectors;
import io.trovex.embedding.redis.RedisVectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The cache of vectors that instances share. */
@Configuration(proxyBeanMethods = false)
class SharedVectorsConfiguration {

    @Bean
    SharedVectors sharedVectors(
            EmbeddingProperties properties, ObjectProvider<LettuceConnectionFactory> redis, MeterRegistry meters) {
        EmbeddingProperties.SharedCache cache = properties.sharedCache();
        return cache.enabled() ? RedisVectors.open(redis.getObject(), cache.settings(), meters) : SharedVectors.NONE;
    }
}
