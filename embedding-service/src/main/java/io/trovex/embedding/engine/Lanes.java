package io.trovex.embedding.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One engine's two bounded lanes in a {@link JobQueue}, queries and documents, each in its order. Thread-safe. */
final class Lanes {
    private final JobQueue queue;
    private final ReentrantLock lock;
    private final Lane queries;
    private final Lane documents;
    private final Condition documentRoom;
    private final Condition idle;
    private int running;
    private boolean closed;

    Lanes(JobQueue queue, ReentrantLock lock, Lane queries, Lane documents) {
        this.queue = queue;
        this.lock = lock;
        this.queries = queries;
        this.documents = documents;
        this.documentRoom = lock.newCondition();
        this.idle = lock.newCondition();
    }

    /** @param turns that it gets to another engine's one, while both wait */
    void share(double turns) {
        lock.lock();
        try {
            queries.share(turns);
            documents.share(turns);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for room when the job is a document's.
     *
     * @throws SaturatedException if it is a query and there is no room
     * @throws EngineClosedException if the lanes are closed, also while waiting
     */
    void put(Job job) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            switch (job.priority()) {
                case QUERY -> {
                    requireOpen();
                    if (queries.isFull()) {
                        throw new SaturatedException(queries.depth(), "queries");
                    }
                    queue.add(Priority.QUERY, queries, job);
                }
                case DOCUMENT -> {
                    while (!closed && documents.isFull()) {
                        documentRoom.await();
                    }
                    requireOpen();
                    queue.add(Priority.DOCUMENT, documents, job);
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
                queue.add(Priority.QUERY, queries, job);
                documentRoom.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    int depth(Priority priority) {
        lock.lock();
        try {
            return (priority == Priority.QUERY ? queries : documents).depth();
        } finally {
            lock.unlock();
        }
    }

    /** By the queue, which holds the lock. */
    void started(Priority priority) {
        running++;
        if (priority == Priority.DOCUMENT) {
            documentRoom.signal();
        }
    }

    /** A job that was taken has run. */
    void finished() {
        lock.lock();
        try {
            running--;
            if (running == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing in any more and hands back what still waited. */
    List<Job> close() {
        lock.lock();
        try {
            closed = true;
            queue.remove(queries, documents);
            List<Job> left = new ArrayList<>();
            queries.jobs().forEach(left::add);
            documents.jobs().forEach(left::add);
            queries.clear();
            documents.clear();
            documentRoom.signalAll();
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing of this engine runs; nothing more may come. */
    void awaitIdle() {
        lock.lock();
        try {
            while (running > 0) {
                idle.awaitUninterruptibly();
            }
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
