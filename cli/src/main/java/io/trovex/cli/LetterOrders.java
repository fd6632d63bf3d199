package io.trovex.cli;

import io.trovex.client.TrovexClient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Redrives or discards letters request by request, until all that were meant have been decided on. A letter that cannot
 * be decided on is not asked for again.
 */
final class LetterOrders {
    private static final int IDS_AT_ONCE = 500;
    private static final Set<String> SETTLED = Set.of("redriven", "discarded", "superseded", "would_pass");

    private final TrovexClient client;
    private final String path;
    private final Map<String, Object> order;
    private final Map<String, Long> counts = new TreeMap<>();

    /** @param order everything but the letters */
    LetterOrders(TrovexClient client, String path, Map<String, Object> order) {
        this.client = client;
        this.path = path;
        this.order = order;
    }

    void ids(List<String> ids, PrintWriter out, boolean json) {
        for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE));
            JsonNode _ = send(Map.of("ids", some), out, json);
        }
    }

    /** A dry run stops after the letters of one request. */
    void matching(Map<String, ?> filter, boolean dryRun, PrintWriter out, boolean json) {
        while (true) {
            long before = settled();
            JsonNode result = send(filter, out, json);
            if (dryRun || result.path("remaining").asLong() == 0 || settled() == before) {
                if (result.path("remaining").asLong() > 0 && !json) {
                    out.printf(
                            "%d more were not asked for%n",
                            result.path("remaining").asLong());
                }
                return;
            }
        }
    }

    /** How many letters had each outcome. */
    Map<String, Long> counts() {
        return counts;
    }

    /** Whether every letter is where it was meant to go. */
    boolean allSettled() {
        return SETTLED.containsAll(counts.keySet());
    }

    private long settled() {
        return counts.entrySet().stream()
                .filter(count -> SETTLED.contains(count.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private JsonNode send(Map<String, ?> letters, PrintWriter out, boolean json) {
        Map<String, Object> body = new LinkedHashMap<>(order);
        body.putAll(letters);
        JsonNode result = client.post(path, body);
        List<String> lines = new ArrayList<>();
        for (JsonNode letter : result.path("letters")) {
            counts.merge(letter.path("outcome").asString(""), 1L, Long::sum);
            lines.add(json ? Json.line(letter) : line(letter));
        }
        lines.forEach(out::println);
        return result;
    }

    private static String line(JsonNode letter) {
        JsonNode violation = letter.path("violations").path(0);
        String why = violation.isMissingNode()
                ? letter.path("reason").asString("")
                : violation.path("detail").asString("");
        return "%s  %s  %s  %s"
                .formatted(
                        letter.path("id").asString(""),
                        letter.path("outcome").asString(""),
                        letter.path("doc_id").asString("-"),
                        why)
                .stripTrailing();
    }
}
