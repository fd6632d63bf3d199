package io.trovex.cli;

import io.trovex.client.ApiException;
import io.trovex.client.TrovexClient;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The uploads that were given up before their text came into the log: they lie in the queue, under ids of its own. */
final class UploadLetters {
    private static final Pattern ID = Pattern.compile("\\d{1,19}-\\d{1,19}");
    private static final String PATH = "/v1/uploads/dead-letters";
    private static final int NOT_FOUND = 404;

    private final TrovexClient client;

    UploadLetters(TrovexClient client) {
        this.client = client;
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** How many there are now. */
    long count() {
        return client.get("/v1/uploads").path("dead_letters").asLong();
    }

    /** The latest hundred, the newest first. */
    List<JsonNode> latest() {
        return page("");
    }

    /** Every one that is there now; those that come meanwhile, as of a redrive, are newer and not asked for. */
    void each(Consumer<String> action) {
        List<JsonNode> page = latest();
        while (!page.isEmpty()) {
            List<String> ids =
                    page.stream().map(letter -> letter.path("id").asString("")).toList();
            ids.forEach(action);
            page = page("?before=" + ids.getLast());
        }
    }

    private List<JsonNode> page(String query) {
        return client.get(PATH + query).path("dead_letters").valueStream().toList();
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
}
