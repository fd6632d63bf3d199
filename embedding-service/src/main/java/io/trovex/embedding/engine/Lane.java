package io.trovex.embedding.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One engine's waiting jobs of one priority, in their order. Guarded by its {@link JobQueue}'s lock. */
final class Lane {
    private final Deque<Job> jobs = new ArrayDeque<>();
    private final int capacity;
    private double share;
    private double served;

    /** @param share how many turns it gets to another lane's one, while both wait */
    Lane(int capacity, double share) {
        this.capacity = capacity;
        this.share = share;
    }

    /** From its next turn on. */
    void share(double turns) {
        share = turns;
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    boolean isFull() {
        return jobs.size() >= capacity;
    }

    int depth() {
        return jobs.size();
    }

    /** Turns had so far, in proportion to the share: the lane with the fewest is the next. */
    double served() {
        return served;
    }

    /** @param now what the lane served last has had: whoever was away has saved nothing up */
    void add(Job job, double now) {
        if (jobs.isEmpty()) {
            served = Math.max(served, now);
        }
        jobs.add(job);
    }

    @Nullable
    Job poll() {
        Job job = jobs.poll();
        if (job != null) {
            served += 1 / share;
        }
        return job;
    }

    boolean remove(Job job) {
        return jobs.remove(job);
    }

    void clear() {
        jobs.clear();
    }

    Iterable<Job> jobs() {
        return jobs;
    }
}
