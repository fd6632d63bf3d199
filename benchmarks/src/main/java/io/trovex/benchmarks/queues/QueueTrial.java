package io.trovex.benchmarks.queues;

import io.trovex.benchmarks.Figures;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Everything that is measured on one server, each on tasks of its own. */
final class QueueTrial {
    private static final int IN_FLIGHT = 100;
    private static final String PADDING = " ".repeat(180);
    private static final long PACE_NANOS = 2_000_000;

    private final QueueServer server;
    private final int tasks;

    QueueTrial(QueueServer server, int tasks) {
        this.server = server;
        this.tasks = tasks;
    }

    Map<String, Object> run() throws IOException, InterruptedException {
        server.start();
        Map<String, Object> figures = new LinkedHashMap<>();
        try (TaskQueue queue = server.connect()) {
            drain(queue, put(queue, "warm-up", tasks / 2));
            figures.put("put_one_at_a_time", oneAtATime(queue));
            figures.put("put_100_in_flight_per_s", inFlight(queue));
            figures.put("through_per_s", through(queue));
            figures.put("put_to_taken_at_500_per_s", paced(queue));
            figures.put("readable_after_acknowledgement", queue.readAll().size());
        }
        figures.put("worker_killed", workerKilled());
        figures.put("server_killed", serverKilled());
        return figures;
    }

    private Map<String, Object> oneAtATime(TaskQueue queue) {
        int count = tasks / 10;
        List<Double> times = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long sent = System.nanoTime();
            queue.put("single" + i + PADDING).join();
            times.add(Figures.milliseconds(sent));
        }
        double perSecond = count / seconds(start);
        drain(queue, count);
        Map<String, Object> figures = new LinkedHashMap<>(Map.of("per_s", Math.round(perSecond)));
        figures.putAll(Figures.latency(times));
        return figures;
    }

    private long inFlight(TaskQueue queue) {
        long start = System.nanoTime();
        int count = put(queue, "window", tasks);
        long perSecond = Math.round(count / seconds(start));
        drain(queue, count);
        return perSecond;
    }

    /** Put and done at the same time, until the last is acknowledged. */
    private long through(TaskQueue queue) throws InterruptedException {
        long start = System.nanoTime();
        Thread producer = Thread.ofPlatform().start(() -> put(queue, "through", tasks));
        drain(queue, tasks);
        producer.join();
        return Math.round(tasks / seconds(start));
    }

    private Map<String, Object> paced(TaskQueue queue) throws InterruptedException {
        int count = tasks / 10;
        List<Double> times = new ArrayList<>();
        Thread producer = Thread.ofPlatform().start(() -> {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long due = start + i * PACE_NANOS;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                var _ = queue.put(System.nanoTime() + PADDING);
            }
        });
        while (times.size() < count) {
            queue.take().forEach(task -> times.add(Figures.milliseconds(Long.parseLong(task.strip()))));
            queue.acknowledge();
        }
        producer.join();
        return Figures.latency(times);
    }

    private Map<String, Object> workerKilled() throws IOException, InterruptedException {
        int count = Math.min(tasks, 5_000);
        ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
        try (TaskQueue queue = server.connect()) {
            put(queue, "worker", count);
        }
        try (WorkerProcess first = new WorkerProcess(server.address(), done::add)) {
            while (done.size() < count / 2) {
                Thread.sleep(1);
            }
            first.kill();
        }
        long killed = System.nanoTime();
        Set<String> distinct = new HashSet<>(done);
        try (WorkerProcess second = new WorkerProcess(server.address(), done::add)) {
            while (distinct.size() < count && seconds(killed) < 60) {
                Thread.sleep(10);
                distinct.addAll(done);
            }
            double waited = seconds(killed);
            second.kill();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("tasks", count);
            figures.put("lost", count - distinct.size());
            figures.put("done_twice", done.size() - distinct.size());
            figures.put("s_from_kill_to_all_done", Figures.rounded(waited));
            return figures;
        }
    }

    private Map<String, Object> serverKilled() throws IOException, InterruptedException {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        TaskQueue queue = server.connect();
        Thread producer = Thread.ofPlatform().start(() -> {
            Deque<CompletableFuture<?>> open = new ArrayDeque<>();
            for (int i = 0; !over.get(); i++) {
                String task = "server" + i + PADDING;
                CompletableFuture<?> sent = queue.put(task).thenRun(() -> acknowledged.add(task));
                open.add(sent);
                if (open.size() >= IN_FLIGHT && !settled(open.remove(), failure)) {
                    return;
                }
            }
        });
        Thread.sleep(1_500);
        server.kill();
        over.set(true);
        // a put that nobody answers any more
        producer.interrupt();
        producer.join(20_000);
        Set<String> promised = Set.copyOf(acknowledged);
        server.start();
        try (TaskQueue again = server.connect()) {
            Set<String> present = new HashSet<>(again.readAll());
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("acknowledged", promised.size());
            figures.put(
                    "lost",
                    promised.stream().filter(task -> !present.contains(task)).count());
            return figures;
        } finally {
            queue.close();
        }
    }

    private static boolean settled(CompletableFuture<?> sent, AtomicReference<@Nullable Throwable> failure) {
        try {
            sent.get();
            return true;
        } catch (InterruptedException | ExecutionException e) {
            failure.set(e);
            return false;
        }
    }

    private static int put(TaskQueue queue, String name, int count) {
        Deque<CompletableFuture<?>> open = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            open.add(queue.put(name + i + PADDING));
            if (open.size() >= IN_FLIGHT) {
                open.remove().join();
            }
        }
        open.forEach(CompletableFuture::join);
        return count;
    }

    private static void drain(TaskQueue queue, int count) {
        int done = 0;
        while (done < count) {
            done += queue.take().size();
            queue.acknowledge();
        }
    }

    private static double seconds(long fromNanos) {
        return (System.nanoTime() - fromNanos) / 1e9;
    }
}
