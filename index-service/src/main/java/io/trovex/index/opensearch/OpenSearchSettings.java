package io.trovex.index.opensearch;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a cluster is and how indexes are made in it.
 *
 * @param login absent where the cluster asks for none
 * @param prefix of the names of indexes and aliases
 * @param shards of each index that is created
 * @param replicas of each shard
 * @param timeout for an answer
 * @param vectors who keeps them
 * @param exactPassages up to so many passages a vector search compares them all and is exact; above, it walks the graph
 */
public record OpenSearchSettings(
        URI url,
        @Nullable Login login,
        String prefix,
        int shards,
        int replicas,
        VectorLibrary vectors,
        Duration timeout,
        int exactPassages) {}
