package io.trovex.benchmarks.saturation;

import io.trovex.client.ItemResult;
import io.trovex.client.TrovexClient;
import java.time.Duration;
import java.util.List;

/**
 * What a warm pipeline takes when it never has to wait for documents.
 *
 * @param perSecond documents that came to the end of the pipeline, in the second half of the time
 * @param documents that it was given in all
 */
record Capacity(double perSecond, int documents) {
    private static final int REQUEST = 100;

    /** Enough for every stage to be busy; more would only have to drain afterwards. */
    private static final int IN_FLIGHT = 600;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** Takes the time, and what is then in flight. */
    static Capacity measure(TrovexClient client, LoadDocuments supply, Duration time) throws InterruptedException {
        long start = System.nanoTime();
        int given = 0;
        long from = start;
        long settledBefore = 0;
        boolean warm = false;
        while (System.nanoTime() - start < time.toNanos()) {
            if (!warm && System.nanoTime() - start > time.toNanos() / 2) {
                warm = true;
                from = System.nanoTime();
                settledBefore = settled(client);
            }
            given += feed(client, supply);
        }
        double perSecond = (settled(client) - settledBefore) / ((System.nanoTime() - from) / 1e9);
        while (inFlight(client) > 0) {
            Thread.sleep(BETWEEN_LOOKS);
        }
        return new Capacity(perSecond, given);
    }

    private static int feed(TrovexClient client, LoadDocuments supply) throws InterruptedException {
        if (inFlight(client) >= IN_FLIGHT) {
            Thread.sleep(BETWEEN_LOOKS);
            return 0;
        }
        List<ItemResult> results = client.submit(supply.next(REQUEST), false);
        if (!results.stream().allMatch(ItemResult::accepted)) {
            throw new IllegalStateException("the pipeline did not take every document");
        }
        return results.size();
    }

    private static long inFlight(TrovexClient client) {
        return client.get("/v1/pipeline").path("in_flight").asLong(IN_FLIGHT);
    }

    private static long settled(TrovexClient client) {
        return client.get("/v1/pipeline/ledger").at("/totals/indexed").asLong();
    }
}
