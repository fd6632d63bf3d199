package io.trovex.benchmarks.chaos;

import io.trovex.client.ApiException;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import io.trovex.contracts.DocumentIndexed;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the repaired pipeline what it holds of every document. */
final class Account {
    private static final Set<String> UNDER_WAY = Set.of("extracting", "submitted", "validated", "embedded", "unknown");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Installation installation;
    private final List<DocumentHistory> histories;
    private final Map<String, Integer> deadLetters = new HashMap<>();
    private final Map<String, Map<Long, Instant>> lastIndexed = new HashMap<>();

    Account(Installation installation, List<DocumentHistory> histories) {
        this.installation = installation;
        this.histories = histories;
    }

    /**
     * Waits until no upload waits for its text and every acknowledged document has settled; returns those that have not
     * in time.
     */
    List<DocumentHistory> awaitSettled(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        TrovexClient ingest = installation.client("ingest");
        List<DocumentHistory> open = new ArrayList<>(histories);
        while (true) {
            open.removeIf(history -> isSettled(history, ingest));
            if ((open.isEmpty() && !areUploadsOpen(ingest)) || System.nanoTime() > deadline) {
                return open;
            }
            Installation.pause(BETWEEN_LOOKS);
        }
    }

    private static boolean areUploadsOpen(TrovexClient ingest) {
        JsonNode depth = ingest.get("/v1/uploads");
        return depth.path("queued").asLong() + depth.path("in_hand").asLong() > 0;
    }

    /** Uploads whose text could not be extracted; nothing is wrong with any. */
    long uploadsGivenUp() {
        return installation
                .client("ingest")
                .get("/v1/uploads")
                .path("dead_letters")
                .asLong();
    }

    /**
     * Documents of which the last version in the log is not the greatest, once ingest has had its time to mend it. Poison
     * aside: what validation refuses is no version of the index.
     */
    Set<String> notLast(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Set<String> found = notLast();
            if (found.isEmpty() || System.nanoTime() > deadline) {
                return found;
            }
            Installation.pause(BETWEEN_LOOKS);
        }
    }

    private Set<String> notLast() {
        Map<String, Long> greatest = new HashMap<>();
        Set<String> notLast = new TreeSet<>();
        try (TopicReader reader = new TopicReader(installation.bootstrapServers())) {
            reader.forEach(Topics.DOCUMENTS_SUBMITTED, submitted -> {
                String docId = new String(submitted.key(), StandardCharsets.UTF_8);
                long version = JSON.readTree(submitted.value()).path("version").asLong();
                if (version < greatest.merge(docId, version, Math::max)) {
                    notLast.add(docId);
                } else {
                    notLast.remove(docId);
                }
            });
        }
        histories.stream()
                .filter(DocumentHistory::poison)
                .map(DocumentHistory::docId)
                .forEach(notLast::remove);
        return notLast;
    }

    /** The ledger when nothing is in flight any more, or as it is when the patience ends. */
    JsonNode ledger(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            JsonNode ledger = installation.client("ingest").get("/v1/pipeline/ledger");
            boolean settled = ledger.path("complete").asBoolean()
                    && ledger.path("totals").path("in_flight").asLong() == 0;
            if (settled || System.nanoTime() > deadline) {
                return ledger;
            }
            Installation.pause(BETWEEN_LOOKS);
        }
    }

    /** Reads the dead letters and when each version became searchable for the last time. */
    void readTopics() {
        try (TopicReader reader = new TopicReader(installation.bootstrapServers())) {
            for (String topic : reader.topics()) {
                if (topic.endsWith(Topics.deadLetters(""))) {
                    reader.forEach(
                            topic,
                            letter -> deadLetters.merge(
                                    letter.key() == null ? "no key" : new String(letter.key(), StandardCharsets.UTF_8),
                                    1,
                                    Integer::sum));
                }
            }
            reader.forEach(Topics.DOCUMENTS_INDEXED, settled -> {
                DocumentIndexed event = JSON.readValue(settled.value(), DocumentIndexed.class);
                if (event.outcome() == Outcome.INDEXED) {
                    lastIndexed
                            .computeIfAbsent(event.docId(), _ -> new HashMap<>())
                            .merge(event.version(), event.indexedAt(), (a, b) -> a.isAfter(b) ? a : b);
                }
            });
        }
    }

    Observation observe(DocumentHistory history) {
        JsonNode hits = installation
                .client("index")
                .search(SearchQuestion.of(Producer.wordOf(history.docId()), "keyword", 3)
                        .in(Producer.SOURCE))
                .path("hits");
        List<Integer> found = new ArrayList<>();
        hits.forEach(hit -> found.add(hit.path("metadata").path("sequence").asInt(-1)));
        JsonNode life = life(history, installation.client("ingest"));
        return new Observation(
                found, life.path("status").asString("unknown"), deadLetters.getOrDefault(history.docId(), 0));
    }

    /** Dead letters of documents that nobody wrote. */
    int strangeDeadLetters() {
        Map<String, Integer> strange = new HashMap<>(deadLetters);
        histories.forEach(history -> strange.remove(history.docId()));
        return strange.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * For each acknowledged upsert that was indexed, but those that ingest submits again to have them last: from the request
     * to the last time it became searchable, in ms.
     */
    List<Double> stableLatencies() {
        List<Double> latencies = new ArrayList<>();
        for (DocumentHistory history :
                histories.stream().filter(each -> !each.versioned()).toList()) {
            Map<Long, Instant> indexed = lastIndexed.getOrDefault(history.docId(), Map.of());
            for (Write write : history.writes()) {
                Instant searchable = write.version() == null ? null : indexed.get(write.version());
                if (searchable != null) {
                    latencies.add((double)
                            Duration.between(write.startedAt(), searchable).toMillis());
                }
            }
        }
        return latencies;
    }

    private static boolean isSettled(DocumentHistory history, TrovexClient ingest) {
        return history.lastAcknowledged()
                .map(last -> {
                    JsonNode life = life(history, ingest);
                    boolean underWay = UNDER_WAY.contains(life.path("status").asString("unknown"));
                    return !underWay && life.path("version").asLong() >= (last.version() == null ? 0 : last.version());
                })
                .orElse(true);
    }

    private static JsonNode life(DocumentHistory history, TrovexClient ingest) {
        try {
            return ingest.document(history.docId());
        } catch (ApiException e) {
            if (e.status() == 404) {
                return JSON.createObjectNode();
            }
            throw e;
        }
    }
}
