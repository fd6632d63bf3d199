package io.trovex.benchmarks.rollout;

import io.trovex.client.ApiException;
import io.trovex.client.TrovexClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Does with generations what an operator does, over HTTP. */
final class Operator {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final TrovexClient client;

    Operator(TrovexClient client) {
        this.client = client;
    }

    JsonNode all() {
        return client.get("/v1/generations").path("generations");
    }

    /** Which one answers. */
    String serving() {
        return all().valueStream()
                .filter(generation -> generation.path("state").asString().equals("serving"))
                .map(generation -> generation.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    /** Begins to build a generation. */
    String create(String model) {
        return client.post("/v1/generations", Map.of("model", model, "by", "rollout"))
                .path("id")
                .asString();
    }

    void order(String generation, String action) {
        client.post("/v1/generations/" + generation + ":" + action, Map.of("by", "rollout"));
    }

    JsonNode show(String generation) {
        return client.get("/v1/generations/" + generation);
    }

    JsonNode compare(String generation, int queries) {
        return client.get("/v1/generations/" + generation + "/comparison?queries=" + queries);
    }

    /**
     * Returns the generation when it has one of these states, and the seconds until then.
     *
     * @throws IllegalStateException if it does not get there in time
     */
    Reached await(String generation, String... states) {
        long start = System.nanoTime();
        while (true) {
            JsonNode shown = show(generation);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (List.of(states).contains(shown.path("state").asString())) {
                return new Reached(shown, seconds);
            }
            if (seconds > PATIENCE.toSeconds()) {
                throw new IllegalStateException("never " + String.join(" or ", states) + ": " + shown);
            }
            pause();
        }
    }

    /** Returns when no document is on its way, or the patience is over. */
    void awaitDrained() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (client.get("/v1/pipeline").path("in_flight").asLong() > 0 && System.nanoTime() < end) {
            pause();
        }
    }

    /**
     * Whether a document has that status, or gets it in time: what became of a document is known a moment after it is so.
     *
     * @param end of the patience, by {@link System#nanoTime}
     */
    boolean becomes(String docId, String status, long end) {
        while (!status.equals(fate(docId).path("status").asString(""))) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause();
        }
        return true;
    }

    /** What is known of a document; where nothing is, that. */
    JsonNode fate(String docId) {
        try {
            return client.document(docId);
        } catch (ApiException e) {
            if (e.status() == 404) {
                return StringNode.valueOf("unknown");
            }
            throw e;
        }
    }

    record Reached(JsonNode generation, double seconds) {
        String state() {
            return generation.path("state").asString();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
