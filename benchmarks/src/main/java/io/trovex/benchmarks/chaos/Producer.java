package io.trovex.benchmarks.chaos;

import io.trovex.benchmarks.chaos.Write.Answer;
import io.trovex.benchmarks.chaos.Write.Kind;
import io.trovex.client.Document;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes, rewrites and deletes documents of its own, one request after the other, and remembers every answer. */
final class Producer {
    /** Every document of a run has it. */
    static final String SOURCE = "chaos";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(200);
    private static final double SHARE_OF_REWRITES = 0.2;
    private static final double SHARE_OF_DELETES = 0.08;
    private static final double SHARE_OF_POISON = 0.01;
    private static final double SHARE_OF_LONG_BODIES = 0.01;
    private static final double SHARE_OF_VERSIONED = 0.25;

    /** Of the rewrites of documents whose versions the client gives. */
    private static final double SHARE_OUT_OF_ORDER = 0.5;

    private static final double SHARE_OF_UPLOADS = 0.01;
    private static final int LONGEST_STEP = 10;

    /** Longer than what travels inline. */
    private static final int LONG_BODY_SENTENCES = 200;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int number;
    private final URI ingest;
    private final Random random;
    private final List<String> sentences;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final List<DocumentHistory> histories = new ArrayList<>();

    Producer(int number, URI ingest, long seed, List<String> sentences) {
        this.number = number;
        this.ingest = ingest;
        this.random = new Random(seed * 31 + number);
        this.sentences = sentences;
    }

    List<DocumentHistory> histories() {
        return histories;
    }

    /** The word that every version of a document has and no other document. */
    static String wordOf(String docId) {
        return docId.replace("-", "x");
    }

    /** Does the next random thing. */
    void write() throws InterruptedException {
        double dice = random.nextDouble();
        if (dice < SHARE_OF_REWRITES + SHARE_OF_DELETES && !histories.isEmpty()) {
            DocumentHistory history = histories.get(random.nextInt(histories.size()));
            if (!history.poison()) {
                perform(history, dice < SHARE_OF_DELETES ? Kind.DELETE : upsert());
            }
            return;
        }
        boolean poison = random.nextDouble() < SHARE_OF_POISON;
        DocumentHistory history = new DocumentHistory(
                "c" + number + "-" + histories.size(), poison, random.nextDouble() < SHARE_OF_VERSIONED);
        histories.add(history);
        perform(history, poison ? Kind.UPSERT : upsert());
    }

    private Kind upsert() {
        return random.nextDouble() < SHARE_OF_UPLOADS ? Kind.UPLOAD : Kind.UPSERT;
    }

    /** None twice; mostly a greater one than before, sometimes one below it. */
    private @Nullable Long version(DocumentHistory history) {
        if (!history.versioned()) {
            return null;
        }
        List<Long> given = history.writes().stream().map(Write::rank).toList();
        long greatest = given.stream().mapToLong(Long::longValue).max().orElse(0);
        if (random.nextDouble() < SHARE_OUT_OF_ORDER && greatest > 1) {
            long below = random.nextLong(1, greatest);
            if (!given.contains(below)) {
                return below;
            }
        }
        return greatest + random.nextInt(1, LONGEST_STEP);
    }

    private void perform(DocumentHistory history, Kind kind) throws InterruptedException {
        int sequence = history.writes().size();
        Long asked = version(history);
        HttpRequest request = request(history, kind, sequence, asked);
        Instant start = Instant.now();
        Answer answer = Answer.UNKNOWN;
        Long version = null;
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            answer = answer(response.statusCode());
            version = answer == Answer.ACKNOWLEDGED ? version(response.body()) : null;
        } catch (ConnectException _) {
            answer = Answer.REFUSED;
        } catch (IOException _) {
            // it may have been taken
        }
        history.add(new Write(sequence, kind, answer, asked, start, version));
        if (answer != Answer.ACKNOWLEDGED) {
            Thread.sleep(AFTER_FAILURE);
        }
    }

    private HttpRequest request(DocumentHistory history, Kind kind, int sequence, @Nullable Long version) {
        String path = "/v1/documents/" + history.docId();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(ingest.resolve(path)).timeout(PATIENCE);
        return switch (kind) {
            case DELETE ->
                request.uri(ingest.resolve(version == null ? path : path + "?version=" + version))
                        .DELETE()
                        .build();
            case UPSERT ->
                request.header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body(history, sequence, version)))
                        .build();
            case UPLOAD ->
                request.uri(ingest.resolve("/v1/documents/files"))
                        .header("Content-Type", "multipart/form-data; boundary=limit")
                        .POST(BodyPublishers.ofString(form(history, sequence, version)))
                        .build();
        };
    }

    /** A 503 says that the broker did not confirm; the record may come through yet. */
    private static Answer answer(int status) {
        return status < 300 ? Answer.ACKNOWLEDGED : status >= 500 ? Answer.UNKNOWN : Answer.REFUSED;
    }

    private static @Nullable Long version(String body) {
        return JSON.readTree(body).path("version").asLong();
    }

    private String body(DocumentHistory history, int sequence, @Nullable Long version) {
        // the far future is for the validation service to refuse, not for the door
        Instant timestamp = history.poison() ? Instant.parse("2999-01-01T00:00:00Z") : null;
        Map<String, Object> metadata = Map.of("sequence", sequence);
        ObjectNode document =
                JSON.valueToTree(new Document(null, null, content(history), SOURCE, timestamp, metadata, null));
        if (version != null) {
            document.put("version", version);
        }
        return JSON.writeValueAsString(document);
    }

    private String form(DocumentHistory history, int sequence, @Nullable Long version) {
        String field = "--limit\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        return field.formatted("doc_id", history.docId())
                + field.formatted("source", SOURCE)
                + field.formatted("metadata", "{\"sequence\":" + sequence + "}")
                + (version == null ? "" : field.formatted("version", version))
                + field.formatted("file\"; filename=\"a.txt", content(history))
                + "--limit--\r\n";
    }

    private String content(DocumentHistory history) {
        StringBuilder content = new StringBuilder(wordOf(history.docId()));
        int length = random.nextDouble() < SHARE_OF_LONG_BODIES ? LONG_BODY_SENTENCES : 1;
        for (int i = 0; i < length; i++) {
            content.append(' ').append(sentences.get(random.nextInt(sentences.size())));
        }
        return content.toString();
    }
}
