package io.trovex.benchmarks.peers;

import io.trovex.benchmarks.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Clients of which each asks its next question as soon as it has the answer to the last. */
final class ClosedLoop {
    private final Peer peer;
    private final String mode;
    private final List<Question> questions;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Double> latencies = Collections.synchronizedList(new ArrayList<>());
    private double seconds;
    private Duration used = Duration.ZERO;

    ClosedLoop(Peer peer, String mode, List<Question> questions) {
        this.peer = peer;
        this.mode = mode;
        this.questions = questions;
    }

    void run(int clients, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        run(clients, () -> System.nanoTime() < end);
    }

    /** May be called again: the figures are of all calls. */
    void run(int clients, BooleanSupplier goesOn) {
        long start = System.nanoTime();
        Duration usedBefore = peer.used();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> ask(goesOn)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        seconds += Figures.milliseconds(start) / 1000;
        used = used.plus(peer.used()).minus(usedBefore);
    }

    double perSecond() {
        return latencies.size() / seconds;
    }

    double percentile(double percent) {
        return Figures.percentile(List.copyOf(latencies), percent);
    }

    /** Of its peer, for each answer, as long as it does nothing else. */
    double processorMilliseconds() {
        return (double) used.toMillis() / latencies.size();
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>(Figures.latency(List.copyOf(latencies)));
        figures.put("per_second", Figures.rounded(perSecond()));
        return figures;
    }

    private void ask(BooleanSupplier goesOn) {
        while (goesOn.getAsBoolean()) {
            Question question = questions.get(Math.floorMod(next.getAndIncrement(), questions.size()));
            long start = System.nanoTime();
            List<String> found = peer.search(mode, question);
            latencies.add(Figures.milliseconds(start));
            if (found.isEmpty()) {
                throw new IllegalStateException(peer.name() + " finds nothing for " + question.text());
            }
        }
    }
}
