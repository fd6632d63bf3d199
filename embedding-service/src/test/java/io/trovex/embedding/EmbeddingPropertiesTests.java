package io.trovex.embedding;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.embedding.engine.EngineSettings;
import io.trovex.embedding.engine.ModelMemory;
import io.trovex.embedding.model.WantedProvider;
import io.trovex.embedding.passage.PassageLimits;
import io.trovex.embedding.redis.RedisVectorsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class EmbeddingPropertiesTests {

    @Test
    void defaultsAreThoseOfTheLibrarySoThatStreamAndLoopAgree() {
        EmbeddingProperties properties = bind(Map.of());

        assertThat(properties.passageLimits()).isEqualTo(PassageLimits.DEFAULTS);
        assertThat(properties.engineSettings()).isEqualTo(EngineSettings.defaults());
        assertThat(properties.modelMemory()).isEqualTo(ModelMemory.DEFAULTS);
        assertThat(properties.provider()).isEqualTo(WantedProvider.CPU);
        assertThat(properties.sharedCache().enabled()).isTrue();
        assertThat(properties.sharedCache().settings())
                .isEqualTo(new RedisVectorsSettings(Duration.ofDays(7), 128 << 20, Duration.ofMillis(100)));
    }

    @Test
    void everyPropertyArrives() {
        EmbeddingProperties properties = bind(Map.ofEntries(
                entry("trovex.embedding.passage-tokens", "100"),
                entry("trovex.embedding.overlap", "0.2"),
                entry("trovex.embedding.title-share", "0.1"),
                entry("trovex.embedding.threads", "3"),
                entry("trovex.embedding.query-queue", "5"),
                entry("trovex.embedding.request-queue", "9"),
                entry("trovex.embedding.document-queue", "7"),
                entry("trovex.embedding.cache-size", "2MB"),
                entry("trovex.embedding.memory-limit", "300MB"),
                entry("trovex.embedding.idle-unload", "90s"),
                entry("trovex.embedding.provider", "auto"),
                entry("trovex.embedding.disk-cache.enabled", "false"),
                entry("trovex.embedding.disk-cache.directory", "/tmp/vectors"),
                entry("trovex.embedding.disk-cache.limit", "3MB"),
                entry("trovex.embedding.shared-cache.enabled", "false"),
                entry("trovex.embedding.shared-cache.time-to-live", "1h"),
                entry("trovex.embedding.shared-cache.memory-limit", "5MB"),
                entry("trovex.embedding.shared-cache.timeout", "30ms"),
                entry("trovex.embedding.models", "/tmp/models"),
                entry("trovex.embedding.graphs", "/tmp/graphs")));

        assertThat(properties.passageLimits()).isEqualTo(new PassageLimits(100, 0.2, 0.1));
        assertThat(properties.engineSettings()).isEqualTo(new EngineSettings(3, 5, 7, 9, 2 << 20));
        assertThat(properties.modelMemory()).isEqualTo(new ModelMemory(300 << 20, Duration.ofSeconds(90)));
        assertThat(properties.provider()).isEqualTo(WantedProvider.AUTO);
        assertThat(properties.diskCache())
                .isEqualTo(new EmbeddingProperties.DiskCache(false, Path.of("/tmp/vectors"), DataSize.ofMegabytes(3)));
        assertThat(properties.sharedCache().enabled()).isFalse();
        assertThat(properties.sharedCache().settings())
                .isEqualTo(new RedisVectorsSettings(Duration.ofHours(1), 5 << 20, Duration.ofMillis(30)));
        assertThat(properties.models()).isEqualTo(Path.of("/tmp/models"));
        assertThat(properties.graphs()).isEqualTo(Path.of("/tmp/graphs"));
    }

    @Test
    void passagesOfTooFewTokensAreRefused() {
        EmbeddingProperties properties = bind(Map.of("trovex.embedding.passage-tokens", "31"));

        assertThatThrownBy(properties::passageLimits).hasMessageContaining("at least 32 tokens, not 31");
    }

    static EmbeddingProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("trovex.embedding", Bindable.of(EmbeddingProperties.class));
    }
}
