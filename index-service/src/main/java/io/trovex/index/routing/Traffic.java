package io.trovex.index.routing;

import io.trovex.index.canary.CanaryTrial;
import io.trovex.index.search.SearchService;
import org.jspecify.annotations.Nullable;

/** Where searches go at one moment. A search sees one of these from its beginning to its end. */
public record Traffic(SearchService serving, @Nullable Trial trial) {

    /** A candidate with its own index and query embedder, and the canary that it is in. */
    public record Trial(SearchService candidate, CanaryTrial canary) {}

    /** Everybody gets the serving generation. */
    public static Traffic of(SearchService serving) {
        return new Traffic(serving, null);
    }
}
