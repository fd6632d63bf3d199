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
                perform(history, dice < SHARE_OF_DELETES ? Kind.DELETE : Kind.UPSERT);
            }
            return;
        }
        DocumentHistory history =
                new DocumentHistory("c" + number + "-" + histories.size(), random.nextDouble() < SHARE_OF_POISON);
        histories.add(history);
        perform(history, Kind.UPSERT);
    }

    private void perform(DocumentHistory history, Kind kind) throws InterruptedException {
        int sequence = history.writes().size();
        HttpRequest.Builder request = HttpRequest.newBuilder(ingest.resolve("/v1/documents/" + history.docId()))
                .timeout(PATIENCE);
        if (kind == Kind.DELETE) {
            request.DELETE();
        } else {
            request.header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body(history, sequence)));
        }
        Instant start = Instant.now();
        Answer answer = Answer.UNKNOWN;
        Long version = null;
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            answer = answer(response.statusCode());
            version = answer == Answer.ACKNOWLEDGED ? version(response.body()) : null;
        } catch (ConnectException _) {
            answer = Answer.REFUSED;
        } catch (IOException _) {
            // it may have been taken
        }
        history.add(new Write(sequence, kind, answer, start, version));
        if (answer != Answer.ACKNOWLEDGED) {
            Thread.sleep(AFTER_FAILURE);
        }
    }

    /** A 503 says that the broker did not confirm; the record may come through yet. */
    private static Answer answer(int status) {
        return status < 300 ? Answer.ACKNOWLEDGED : status >= 500 ? Answer.UNKNOWN : Answer.REFUSED;
    }

    private static @Nullable Long version(String body) {
        return JSON.readTree(body).path("version").asLong();
    }

    private String body(DocumentHistory history, int sequence) {
        StringBuilder content = new StringBuilder(wordOf(history.docId()));
        int length = random.nextDouble() < SHARE_OF_LONG_BODIES ? LONG_BODY_SENTENCES : 1;
        for (int i = 0; i < length; i++) {
            content.append(' ').append(sentences.get(random.nextInt(sentences.size())));
        }
        // the far future is for the validation service to refuse, not for the door
        Instant timestamp = history.poison() ? Instant.parse("2999-01-01T00:00:00Z") : null;
        return JSON.writeValueAsString(
                new Document(null, null, content.toString(), SOURCE, timestamp, Map.of("sequence", sequence), null));
    }
}
