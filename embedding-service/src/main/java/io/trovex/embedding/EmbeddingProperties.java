package io.trovex.embedding;

import io.trovex.embedding.engine.EngineSettings;
import io.trovex.embedding.engine.ModelMemory;
import io.trovex.embedding.model.WantedProvider;
import io.trovex.embedding.passage.PassageLimits;
import io.trovex.embedding.redis.RedisVectorsSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How passages are cut and the model is shared.
 *
 * @param passageTokens length of a passage with its title, in tokens of the model; by default 192
 * @param overlap share of a passage that the next one may repeat, by whole sentences
 * @param titleShare share of a passage that the title may take
 * @param threads passages embedded at the same time; by default one for each core
 * @param queryQueue most waiting queries; further ones get 429
 * @param documentQueue most waiting passages of documents; further ones hold their callers up
 * @param requestQueue most passages of all HTTP requests together; further requests get 429, unless they are alone
 * @param cacheSize most memory for vectors already made
 * @param memoryLimit most memory of all loaded models together; a model beyond it is not loaded
 * @param idleUnload how long a model stays loaded that nobody uses
 * @param provider what models run on: {@code cpu}, {@code cuda} or {@code auto}; without CUDA all run on the processor
 * @param models a folder for each further model, with its {@code model.json}
 * @param graphs keeps the fused graphs of models; several services may share it, and it may be emptied
 * @param diskCache vectors that this process finds again after a restart
 * @param sharedCache vectors that all instances share, in Redis
 */
@Validated
@ConfigurationProperties("trovex.embedding")
record EmbeddingProperties(
        @DefaultValue("192") @Positive int passageTokens,

        @DefaultValue("0.15") @PositiveOrZero @DecimalMax("0.5")
        double overlap,

        @DefaultValue("0.25") @PositiveOrZero @DecimalMax("0.5")
        double titleShare,

        @Nullable @Positive Integer threads,
        @DefaultValue("256") @Positive int queryQueue,
        @DefaultValue("64") @Positive int documentQueue,
        @DefaultValue("2048") @Positive int requestQueue,
        @DefaultValue("64MB") DataSize cacheSize,
        @DefaultValue("1GB") DataSize memoryLimit,
        @DefaultValue("10m") @DurationMin(seconds = 1) Duration idleUnload,
        @DefaultValue("cpu") WantedProvider provider,
        @DefaultValue("./data/models") Path models,
        @DefaultValue("./data/graphs") Path graphs,
        @DefaultValue @Valid DiskCache diskCache,
        @DefaultValue @Valid SharedCache sharedCache) {

    /**
     * Vectors of passages, by model version and text, in a file of this process.
     *
     * @param enabled false where there is no disk to keep them on
     * @param directory of this process alone: a second one there keeps none
     * @param limit length of the file from which on nothing more is kept; the next start then begins it anew
     */
    record DiskCache(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("./data/vectors") Path directory,
            @DefaultValue("2GB") DataSize limit) {}

    /**
     * Vectors of passages, by model version and text, for every instance and after a restart.
     *
     * @param enabled false where there is no Redis to share
     * @param timeToLive after that a vector is made again
     * @param memoryLimit nothing more is kept while all of Redis takes so much
     * @param timeout longest wait for Redis; then the vectors are made
     */
    record SharedCache(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("7d") @DurationMin(seconds = 1) Duration timeToLive,
            @DefaultValue("128MB") DataSize memoryLimit,
            @DefaultValue("100ms") @DurationMin(millis = 1) Duration timeout) {

        RedisVectorsSettings settings() {
            return new RedisVectorsSettings(timeToLive, memoryLimit.toBytes(), timeout);
        }
    }

    PassageLimits passageLimits() {
        return new PassageLimits(passageTokens, overlap, titleShare);
    }

    ModelMemory modelMemory() {
        return new ModelMemory(memoryLimit.toBytes(), idleUnload);
    }

    EngineSettings engineSettings() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new EngineSettings(
                threads == null ? cores : threads, queryQueue, documentQueue, requestQueue, cacheSize.toBytes());
    }
}
