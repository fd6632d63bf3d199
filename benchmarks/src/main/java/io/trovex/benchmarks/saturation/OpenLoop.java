package io.trovex.benchmarks.saturation;

import io.trovex.benchmarks.Figures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Producers that send at a fixed rate whatever they are answered: they neither slow down nor heed {@code Retry-After}.
 * A latency counts from the moment at which the request was due, so a slow answer cannot hide those behind it.
 */
final class OpenLoop {
    /** Requests under way at once; more would measure this client's machine. */
    private static final int MOST_UNDER_WAY = 256;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI documents;
    private final LoadDocuments supply;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final List<Double> acceptedLatencies = new ArrayList<>();
    private final List<Double> refusedLatencies = new ArrayList<>();
    private int withoutRetryAfter;

    OpenLoop(URI url, LoadDocuments supply) {
        this.documents = url.resolve("/v1/documents");
        this.supply = supply;
    }

    /** Returns when the time is over and every request is answered. */
    void run(double perSecond, Duration time) throws InterruptedException {
        Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long sent = 0; ; sent++) {
                long due = start + (long) (sent * 1e9 / perSecond);
                if (due - start > time.toNanos() || System.nanoTime() - start > time.toNanos()) {
                    return;
                }
                LockSupport.parkNanos(due - System.nanoTime());
                underWay.acquire();
                threads.execute(() -> {
                    try {
                        send(due);
                    } finally {
                        underWay.release();
                    }
                });
            }
        }
    }

    private void send(long due) {
        HttpRequest request = HttpRequest.newBuilder(documents)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(supply.next())))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            boolean retryAfter = response.headers().firstValue("Retry-After").isPresent();
            answered(String.valueOf(response.statusCode()), Figures.milliseconds(due), retryAfter);
        } catch (IOException e) {
            answered(e.getClass().getSimpleName(), Figures.milliseconds(due), false);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void answered(String answer, double milliseconds, boolean retryAfter) {
        answers.merge(answer, 1, Integer::sum);
        if (answer.equals("202")) {
            acceptedLatencies.add(milliseconds);
        } else if (answer.equals("429")) {
            refusedLatencies.add(milliseconds);
            withoutRetryAfter += retryAfter ? 0 : 1;
        }
    }

    /** How many came by each status, or by the name of the failure. */
    synchronized Map<String, Integer> answers() {
        return new TreeMap<>(answers);
    }

    synchronized int accepted() {
        return acceptedLatencies.size();
    }

    synchronized int other() {
        return answers.values().stream().mapToInt(Integer::intValue).sum()
                - acceptedLatencies.size()
                - refusedLatencies.size();
    }

    synchronized int withoutRetryAfter() {
        return withoutRetryAfter;
    }

    synchronized List<Double> acceptedLatencies() {
        return List.copyOf(acceptedLatencies);
    }

    synchronized List<Double> refusedLatencies() {
        return List.copyOf(refusedLatencies);
    }
}
