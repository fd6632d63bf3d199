package io.trovex.embedding.engine;

/**
 * How an engine shares the machine.
 *
 * @param threads passages embedded at the same time, and queries beside them; one for each core is fastest
 * @param queryQueue most waiting queries; further ones are refused
 * @param documentQueue most waiting passages of documents; further callers block
 * @param requestQueue most passages of all requests together; a further request is refused, unless it is alone
 * @param cacheBytes most memory for vectors already made; 0 remembers none
 */
public record EngineSettings(int threads, int queryQueue, int documentQueue, int requestQueue, long cacheBytes) {

    public static EngineSettings defaults() {
        return new EngineSettings(Runtime.getRuntime().availableProcessors(), 256, 64, 2_048, 64L << 20);
    }
}
