package io.trovex.cli;

import io.trovex.client.ApiException;
import io.trovex.client.TrovexClient;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The uploads that were given up before their text came into the log: they lie in the queue, under ids of its own. */
final class UploadLetters {
    private static final Pattern ID = Pattern.compile("\\d{1,19}-\\d{1,19}");
    private static final Comparator<String> AGE =
            Comparator.<String, BigInteger>comparing(id -> part(id, 0)).thenComparing(id -> part(id, 1));
    private static final String PATH = "/v1/uploads/dead-letters";
    private static final int NOT_FOUND = 404;

    private final TrovexClient client;

    UploadLetters(TrovexClient client) {
        this.client = client;
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** The latest hundred, the newest first. */
    List<JsonNode> latest() {
        return client.get(PATH).path("dead_letters").valueStream().toList();
    }

    /** Every one that is there now; those that come meanwhile, as of a redrive, are not asked for. */
    void each(Consumer<String> action) {
        Set<String> asked = new HashSet<>();
        String newest = null;
        while (true) {
            List<String> ids = latest().stream()
                    .map(letter -> letter.path("id").asString(""))
                    .toList();
            if (newest == null && !ids.isEmpty()) {
                newest = ids.getFirst();
            }
            String last = newest;
            List<String> open = ids.stream()
                    .filter(id -> last != null && AGE.compare(id, last) <= 0 && asked.add(id))
                    .toList();
            if (open.isEmpty()) {
                return;
            }
            open.forEach(action);
        }
    }

    /**
     * Decides on one.
     *
     * @param verb redrive or discard
     * @return what became of it: redriven, discarded or gone
     */
    String decide(String id, String verb) {
        try {
            client.post(PATH + "/" + id + ":" + verb, List.of());
            return verb.equals("redrive") ? "redriven" : "discarded";
        } catch (ApiException e) {
            if (e.status() == NOT_FOUND) {
                return "gone";
            }
            throw e;
        }
    }

    /** Id, document, file and the reason. */
    static String line(JsonNode letter) {
        JsonNode task = letter.path("task");
        return "%s  extraction  %s  %s  %s [%s]"
                .formatted(
                        letter.path("id").asString(""),
                        task.path("doc_id").asString("-"),
                        task.path("file_name").asString("-"),
                        letter.path("detail").asString(""),
                        letter.path("code").asString(""));
    }

    private static BigInteger part(String id, int which) {
        return new BigInteger(id.split("-", 2)[which]);
    }
}
