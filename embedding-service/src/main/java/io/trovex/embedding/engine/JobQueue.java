package io.trovex.embedding.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The waiting jobs of all engines that share threads. Engines take turns by their shares, so none shuts another out;
 * queries and documents are taken apart. Thread-safe.
 */
final class JobQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Line queries = new Line(lock.newCondition());
    private final Line documents = new Line(lock.newCondition());
    private boolean closed;

    /** All lanes of one priority. */
    private static final class Line {
        private final Condition filled;
        private final List<Lane> lanes = new ArrayList<>();
        private double now;

        Line(Condition filled) {
            this.filled = filled;
        }

        @Nullable
        Job poll() {
            Lane next = null;
            for (Lane lane : lanes) {
                if (!lane.isEmpty() && (next == null || lane.served() < next.served())) {
                    next = lane;
                }
            }
            if (next == null) {
                return null;
            }
            now = next.served();
            return next.poll();
        }
    }

    /** A new engine's own lanes. */
    Lanes open(int queryCapacity, int documentCapacity, double share) {
        Lane queryLane = new Lane(queryCapacity, share);
        Lane documentLane = new Lane(documentCapacity, share);
        lock.lock();
        try {
            queries.lanes.add(queryLane);
            documents.lanes.add(documentLane);
        } finally {
            lock.unlock();
        }
        return new Lanes(this, lock, queryLane, documentLane);
    }

    /** Waits for a job; null when the queue is closed. Whoever takes one must tell its lanes when it has run. */
    @Nullable
    Job take(Priority priority) throws InterruptedException {
        Line line = line(priority);
        lock.lockInterruptibly();
        try {
            while (!closed) {
                Job job = line.poll();
                if (job != null) {
                    job.lanes().started(priority);
                    return job;
                }
                line.filled.await();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all takers; what waits in lanes still open is their engines' to release. */
    void close() {
        lock.lock();
        try {
            closed = true;
            queries.filled.signalAll();
            documents.filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** By lanes that hold the lock. */
    void add(Priority priority, Lane lane, Job job) {
        Line line = line(priority);
        lane.add(job, line.now);
        line.filled.signal();
    }

    /** By lanes that hold the lock. */
    void remove(Lane queryLane, Lane documentLane) {
        queries.lanes.remove(queryLane);
        documents.lanes.remove(documentLane);
    }

    private Line line(Priority priority) {
        return switch (priority) {
            case QUERY -> queries;
            case DOCUMENT -> documents;
        };
    }
}
