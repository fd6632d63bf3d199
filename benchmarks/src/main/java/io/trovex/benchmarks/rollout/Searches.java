package io.trovex.benchmarks.rollout;

import io.trovex.benchmarks.Figures;
import io.trovex.client.Document;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Searches by many users for what the documents say. Thread-safe. */
final class Searches {
    private static final int USERS = 1_000;
    private static final int WORDS = 6;

    private final TrovexClient client;
    private final List<Document> corpus;
    private final Random random;
    private final List<Double> latencies = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, List<Double>> byPhase = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile String phase = "before";
    private final Set<String> failures = ConcurrentHashMap.newKeySet();
    private final AtomicInteger candidates = new AtomicInteger();
    private final AtomicInteger rescued = new AtomicInteger();
    private final AtomicInteger degraded = new AtomicInteger();
    private final AtomicInteger empty = new AtomicInteger();

    Searches(TrovexClient client, List<Document> corpus, long seed) {
        this.client = client;
        this.corpus = corpus;
        this.random = new Random(seed);
    }

    /** What the operator does from now on. */
    void during(String name) {
        phase = name;
    }

    void search() {
        SearchQuestion question = SearchQuestion.of(query(), null, 10).by("user-" + random.nextInt(USERS));
        long start = System.nanoTime();
        try {
            JsonNode answer = client.search(question);
            double took = Figures.milliseconds(start);
            latencies.add(took);
            byPhase.computeIfAbsent(phase, _ -> Collections.synchronizedList(new ArrayList<>()))
                    .add(took);
            count(candidates, answer.path("variant").asString("").equals("candidate"));
            count(rescued, answer.path("fallback").asString("").equals("serving_generation"));
            count(degraded, answer.path("degraded").asBoolean());
            count(empty, answer.path("hits").isEmpty());
        } catch (RuntimeException e) {
            failures.add(question.query() + ": " + e);
        }
    }

    private static void count(AtomicInteger counter, boolean when) {
        if (when) {
            counter.incrementAndGet();
        }
    }

    /** Some words in a row, from somewhere in a document. */
    private String query() {
        String[] words =
                corpus.get(random.nextInt(corpus.size())).content().strip().split("\\s+", -1);
        int first = random.nextInt(Math.max(1, words.length - WORDS));
        return Arrays.stream(words).skip(first).limit(WORDS).collect(Collectors.joining(" "));
    }

    List<Double> latencies() {
        synchronized (latencies) {
            return List.copyOf(latencies);
        }
    }

    /** Milliseconds, by what the operator did then. */
    Map<String, List<Double>> byPhase() {
        synchronized (byPhase) {
            return new LinkedHashMap<>(byPhase);
        }
    }

    Set<String> failures() {
        return Set.copyOf(failures);
    }

    /** Answers to users who had the candidate. */
    int candidates() {
        return candidates.get();
    }

    /** Of those, how many the serving generation gave because the candidate failed. */
    int rescued() {
        return rescued.get();
    }

    int degraded() {
        return degraded.get();
    }

    int empty() {
        return empty.get();
    }
}
