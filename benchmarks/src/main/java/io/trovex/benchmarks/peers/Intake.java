package io.trovex.benchmarks.peers;

import io.trovex.client.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Gives a peer documents as fast as it takes them, by two clients with five hundred in a request. */
final class Intake {
    private static final int REQUEST = 500;
    private static final int CLIENTS = 2;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int QUIET_SECONDS = 12;
    private static final double SHARE_OF_A_CORE = 0.2;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration LOST = Duration.ofSeconds(30);

    private final Peer peer;
    private final List<byte[]> requests = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private volatile long missing;

    /** Makes the requests. */
    Intake(Peer peer, int documents, IntFunction<Document> supply) {
        this.peer = peer;
        for (int from = 0; from < documents; from += REQUEST) {
            List<Document> together = IntStream.range(from, Math.min(from + REQUEST, documents))
                    .mapToObj(supply)
                    .toList();
            requests.add(peer.request(together));
            sizes.add(together.size());
        }
    }

    /** Returns how many seconds it took until searches see them all. */
    double run() {
        long start = System.nanoTime();
        long wanted =
                peer.searchable() + sizes.stream().mapToInt(Integer::intValue).sum();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < requests.size(); i++) {
                byte[] request = requests.get(i);
                int documents = sizes.get(i);
                sent.add(clients.submit(() -> peer.submit(request, documents)));
            }
            for (Future<?> each : sent) {
                each.get();
            }
            return secondsUntil(wanted, start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private double secondsUntil(long wanted, long start) throws InterruptedException {
        long seen = -1;
        long since = System.nanoTime();
        while (seen < wanted && System.nanoTime() - since < LOST.toNanos()) {
            long now = peer.searchable();
            if (now > seen) {
                since = System.nanoTime();
                seen = now;
            }
            Thread.sleep(20);
        }
        missing = wanted - seen;
        return (since - start) / 1e9;
    }

    /** How many were acknowledged and are never found: refused later, or lost. */
    long missing() {
        return missing;
    }

    /**
     * Returns when it hardly works any more, for longer than two commits of Trovex, the second of which merges; or
     * after a minute and a half.
     */
    static void awaitQuiet(Peer peer) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        Duration before = peer.used();
        int quiet = 0;
        while (quiet < QUIET_SECONDS && Instant.now().isBefore(end)) {
            Thread.sleep(SECOND);
            Duration after = peer.used();
            quiet = after.minus(before).toNanos() < SHARE_OF_A_CORE * SECOND.toNanos() ? quiet + 1 : 0;
            before = after;
        }
    }
}
