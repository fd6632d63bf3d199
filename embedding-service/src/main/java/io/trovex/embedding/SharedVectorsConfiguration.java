package io.trovex.embedding;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.embedding.disk.DiskVectors;
import io.trovex.embedding.engine.SharedVectors;
import io.trovex.embedding.engine.TieredVectors;
import io.trovex.embedding.redis.RedisVectors;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** What vectors outlive this process in: a file of its own, then Redis, which all instances share. */
@Configuration(proxyBeanMethods = false)
class SharedVectorsConfiguration {

    @Bean
    SharedVectors sharedVectors(
            EmbeddingProperties properties, ObjectProvider<LettuceConnectionFactory> redis, MeterRegistry meters) {
        List<SharedVectors> tiers = new ArrayList<>();
        EmbeddingProperties.DiskCache disk = properties.diskCache();
        if (disk.enabled()) {
            tiers.add(DiskVectors.open(disk.directory(), disk.limit().toBytes(), meters));
        }
        EmbeddingProperties.SharedCache cache = properties.sharedCache();
        if (cache.enabled()) {
            tiers.add(RedisVectors.open(redis.getObject(), cache.settings(), meters));
        }
        return new TieredVectors(List.copyOf(tiers));
    }
}
