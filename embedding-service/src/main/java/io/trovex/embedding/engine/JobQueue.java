package io.trovex.embedding.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Two bounded lanes, queries and documents, each in its order. Thread-safe. */
final class JobQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition query = lock.newCondition();
    private final Condition document = lock.newCondition();
    private final Condition documentRoom = lock.newCondition();
    private final Deque<Job> queries = new ArrayDeque<>();
    private final Deque<Job> documents = new ArrayDeque<>();
    private final int queryCapacity;
    private final int documentCapacity;
    private boolean closed;

    JobQueue(int queryCapacity, int documentCapacity) {
        this.queryCapacity = queryCapacity;
        this.documentCapacity = documentCapacity;
    }

    /**
     * Waits for room when the job is a document's.
     *
     * @throws SaturatedException if it is a query and there is no room
     * @throws EngineClosedException if the queue is closed, also while waiting
     */
    void put(Job job) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            switch (job.priority()) {
                case QUERY -> {
                    requireOpen();
                    if (queries.size() >= queryCapacity) {
                        throw new SaturatedException(queries.size());
                    }
                    queries.add(job);
                    query.signal();
                }
                case DOCUMENT -> {
                    while (!closed && documents.size() >= documentCapacity) {
                        documentRoom.await();
                    }
                    requireOpen();
                    documents.add(job);
                    document.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** A query waits for this document's job now: moves it to the queries, if it still waits. */
    void promote(Job job) {
        lock.lock();
        try {
            if (documents.remove(job)) {
                queries.add(job);
                query.signal();
                documentRoom.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a job of the lane; null when the queue is closed. */
    @Nullable
    Job take(Priority priority) throws InterruptedException {
        Deque<Job> lane = priority == Priority.QUERY ? queries : documents;
        lock.lockInterruptibly();
        try {
            while (!closed && lane.isEmpty()) {
                (priority == Priority.QUERY ? query : document).await();
            }
            if (priority == Priority.DOCUMENT) {
                documentRoom.signal();
            }
            return lane.poll();
        } finally {
            lock.unlock();
        }
    }

    int depth(Priority priority) {
        lock.lock();
        try {
            return (priority == Priority.QUERY ? queries : documents).size();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing in any more and hands back what still waited. */
    List<Job> close() {
        lock.lock();
        try {
            closed = true;
            List<Job> left = new ArrayList<>(queries);
            left.addAll(documents);
            queries.clear();
            documents.clear();
            query.signalAll();
            document.signalAll();
            documentRoom.signalAll();
            return left;
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new EngineClosedException();
        }
    }
}
