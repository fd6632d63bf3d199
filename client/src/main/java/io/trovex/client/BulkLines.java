package io.trovex.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines of a bulk load, of which some must be sent more than once. When a line must, every later one of the same
 * document must too, though it was accepted: the versions that the server gives follow the order of sending.
 */
final class BulkLines {
    private final List<String> lines;
    private final @Nullable String[] docIds;
    private final @Nullable ItemResult[] results;
    private List<Integer> open;

    BulkLines(List<String> lines, JsonMapper json) {
        this.lines = lines;
        this.docIds = lines.stream().map(line -> docId(line, json)).toArray(String[]::new);
        this.results = new ItemResult[lines.size()];
        this.open = IntStream.range(0, lines.size()).boxed().toList();
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    int size() {
        return open.size();
    }

    List<String> toSend() {
        return open.stream().map(lines::get).toList();
    }

    /** Takes the answer to {@link #toSend}; returns whether fewer lines are left. */
    boolean settle(List<ItemResult> answer) {
        open.forEach(place -> results[place] = null);
        for (ItemResult result : answer) {
            int place = open.get(result.line() - 1);
            results[place] = result.atLine(place + 1);
        }
        Set<String> again = new HashSet<>();
        List<Integer> left = new ArrayList<>();
        for (int place : open) {
            ItemResult result = results[place];
            String docId = docIds[place];
            if (result == null || result.comeBackLater() || (docId != null && again.contains(docId))) {
                left.add(place);
                if (docId != null) {
                    again.add(docId);
                }
            }
        }
        boolean progress = left.size() < open.size();
        open = left;
        return progress;
    }

    /** The longest time that a line was asked to wait, in seconds; 1 if none was. */
    long retryAfter() {
        return open.stream()
                .map(place -> results[place])
                .filter(Objects::nonNull)
                .map(ItemResult::retryAfter)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(1);
    }

    /** One for each line, once none is left to send. */
    List<ItemResult> results() {
        return Arrays.stream(results).map(Objects::requireNonNull).toList();
    }

    private static @Nullable String docId(String line, JsonMapper json) {
        try {
            return json.readTree(line).path("doc_id").asString(null);
        } catch (JacksonException _) {
            return null;
        }
    }
}
