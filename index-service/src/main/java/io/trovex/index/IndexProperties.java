package io.trovex.index;

import io.trovex.contracts.Engine;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.opensearch.Login;
import io.trovex.index.opensearch.OpenSearchSettings;
import io.trovex.index.opensearch.VectorLibrary;
import io.trovex.index.search.CursorSettings;
import io.trovex.index.search.SearchSettings;
import io.trovex.index.search.guard.GuardSettings;
import io.trovex.index.search.http.HttpQueryEmbedder;
import io.trovex.index.search.statics.FitSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the index lies and how it is searched.
 *
 * @param engine that keeps the index of a generation that does not name its own
 * @param opensearch the cluster, for the generations that it keeps
 * @param directory holds one index for each generation, named by its id
 * @param snapshots directory of the snapshots of Lucene's indexes; on another disk they are copies instead of links
 * @param restore name of a snapshot that its generation's index begins with, where there is none yet
 * @param commitInterval time between commits; after a crash that much of the log is applied again, and so often segments
 *     are merged further while little is written
 * @param bufferMegabytes documents held in memory before a segment is written without a refresh
 * @param exactPassages up to so many passages a vector search compares them all; above, it looks where the nearest are
 *     likely: in clusters (Lucene), or by a graph (OpenSearch)
 * @param candidates documents that each ranking of a hybrid search puts forward
 * @param semanticWeight share of the semantic score in a weighted fusion, 0 to 1
 * @param neighbourWeight of the most similar candidates' mean score in a weighted fusion; 0 leaves them out
 * @param queryCacheSize vectors of recent queries to keep; 0 keeps none
 * @param answerCacheMegabytes memory for answers to recent searches, valid until the index shows another document; 0
 *     keeps none
 * @param embedder where query vectors come from, unless the embedder runs in this process
 * @param staticEncoder what makes them when it is away
 * @param cursors how pages are turned
 * @param freshnessInterval between two looks at how far the index is behind the log
 */
@Validated
@ConfigurationProperties("trovex.index")
record IndexProperties(
        @DefaultValue("lucene") Engine engine,
        @DefaultValue @Valid OpenSearch opensearch,
        @DefaultValue("./data/index") Path directory,
        @DefaultValue("./data/snapshots") Path snapshots,
        @Nullable String restore,
        @DefaultValue("5s") Duration commitInterval,
        @DefaultValue("64") @Positive int bufferMegabytes,
        @DefaultValue("10000") @PositiveOrZero int exactPassages,
        @DefaultValue("100") @Positive int candidates,

        @DefaultValue("0.8") @DecimalMin("0") @DecimalMax("1")
        double semanticWeight,

        @DefaultValue("0.4") @DecimalMin("0") @DecimalMax("0.5")
        double neighbourWeight,

        @DefaultValue("1000") @PositiveOrZero int queryCacheSize,
        @DefaultValue("16") @PositiveOrZero int answerCacheMegabytes,
        @DefaultValue @Valid Embedder embedder,
        @DefaultValue @Valid StaticEncoder staticEncoder,
        @DefaultValue @Valid Cursors cursors,
        @DefaultValue("500ms") Duration freshnessInterval) {
    /**
     * Searches that are kept for their next pages.
     *
     * @param most at a time; more are refused
     * @param idle one whose next page nobody asked for so long is given up
     * @param life longest that one is kept; meanwhile the disk keeps what it sees
     * @param depth documents that each ranking of such a search puts forward at a time: as far as fused pages can be turned
     */
    record Cursors(
            @DefaultValue("50") @Positive int most,
            @DefaultValue("1m") Duration idle,
            @DefaultValue("10m") Duration life,
            @DefaultValue("10000") @Min(1_000) @Max(100_000) int depth) {
        CursorSettings settings() {
            return new CursorSettings(most, idle, life);
        }

        @AssertTrue(message = "idle is positive, and life no shorter")
        boolean isTimed() {
            return !idle.isZero() && !idle.isNegative() && life.compareTo(idle) >= 0;
        }
    }

    /**
     * The embedding service as the search calls it.
     *
     * @param connectTimeout for reaching it
     * @param timeout for its whole answer; then the search goes on without
     * @param window latest calls that decide whether it is asked at all
     * @param minimumCalls before so many, nothing is decided
     * @param failurePercent of those calls from which on it is not asked
     * @param pause between two tries in the background to reach it again
     * @param probes calls of such a try; searches ask it again when fewer than {@code failurePercent} fail
     */
    record Embedder(
            @DefaultValue("http://localhost:8083") URI url,
            @DefaultValue("500ms") Duration connectTimeout,
            @DefaultValue("1s") Duration timeout,
            @DefaultValue("20") @Positive int window,
            @DefaultValue("5") @Positive int minimumCalls,

            @DefaultValue("50") @DecimalMin("1") @DecimalMax("100")
            float failurePercent,

            @DefaultValue("1s") Duration pause,
            @DefaultValue("3") @Positive int probes) {
        HttpQueryEmbedder.Settings settings() {
            return new HttpQueryEmbedder.Settings(url, connectTimeout, timeout);
        }

        GuardSettings guardSettings() {
            return new GuardSettings(window, minimumCalls, failurePercent, pause, probes);
        }

        @AssertTrue(message = "times are positive")
        boolean isTimed() {
            return isPositive(connectTimeout) && isPositive(timeout) && isPositive(pause);
        }

        private static boolean isPositive(Duration time) {
            return !time.isZero() && !time.isNegative();
        }
    }

    /**
     * Each generation's table of word vectors, fitted to its own passages.
     *
     * @param minimumPassages a generation with fewer has none
     * @param growth it is fitted again when the generation has so many times the passages that it had
     * @param samples most passages to fit to; each takes some 4 KB while it is
     * @param words most words that it knows, the frequent ones; each takes as many bytes as the vectors have components
     * @param interval between two looks at whether one is due
     */
    record StaticEncoder(
            @DefaultValue("500") @Positive int minimumPassages,
            @DefaultValue("3") @DecimalMin("1.1") double growth,
            @DefaultValue("10000") @Positive int samples,
            @DefaultValue("20000") @Positive int words,
            @DefaultValue("15s") Duration interval) {
        FitSettings settings() {
            return new FitSettings(minimumPassages, growth, samples, words);
        }

        @AssertTrue(message = "the interval is positive")
        boolean isTimed() {
            return interval.toMillis() > 0;
        }
    }

    @AssertTrue(message = "the freshness interval is positive")
    boolean isFreshnessTimed() {
        return freshnessInterval.toMillis() > 0;
    }

    /**
     * The cluster that keeps the index.
     *
     * @param url of any of its nodes
     * @param prefix of the names of its indexes and aliases: small letters, digits, {@code _}, {@code -}
     * @param shards of each index that is made from now on
     * @param replicas of each shard
     * @param vectors library that keeps the vectors of each index that is made from now on: lucene, faiss, or detect
     * @param timeout for an answer; then indexing waits and a search is refused
     */
    record OpenSearch(
            @DefaultValue("http://localhost:9200") URI url,
            @Nullable String username,
            @Nullable String password,

            @DefaultValue("trovex") @Pattern(regexp = "[a-z0-9][a-z0-9_-]{0,60}")
            String prefix,

            @DefaultValue("1") @Positive int shards,
            @DefaultValue("1") @PositiveOrZero int replicas,
            @DefaultValue("lucene") VectorLibrary vectors,
            @DefaultValue("10s") Duration timeout) {
        @AssertTrue(message = "the url begins with http:// or https://, names a host, and holds no credentials")
        boolean isReachable() {
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getUserInfo() == null;
        }

        @AssertTrue(message = "username and password are given together, or neither")
        boolean isLoginWhole() {
            return (username == null) == (password == null);
        }

        private @Nullable Login login() {
            return username == null || password == null ? null : new Login(username, password);
        }

        @AssertTrue(message = "the timeout is positive")
        boolean isTimed() {
            return !timeout.isZero() && !timeout.isNegative();
        }
    }

    OpenSearchSettings openSearchSettings() {
        return new OpenSearchSettings(
                opensearch.url(),
                opensearch.login(),
                opensearch.prefix(),
                opensearch.shards(),
                opensearch.replicas(),
                opensearch.vectors(),
                opensearch.timeout(),
                exactPassages);
    }

    IndexSettings indexSettings() {
        return new IndexSettings(exactPassages, bufferMegabytes);
    }

    SearchSettings searchSettings() {
        return new SearchSettings(candidates, semanticWeight, neighbourWeight, cursors.depth());
    }
}
