package io.trovex.stage;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.kafka.listener.BatchInterceptor;

/**
 * Under load, fewer and larger polls: a poll starts no sooner after the one before than a millisecond for each record of
 * that one, 25 at most. What a poll costs by itself (a commit, a refresh of the index, a round trip to Redis) is then
 * shared by more records; a single document on an idle pipeline waits for nothing.
 */
final class PollPace implements BatchInterceptor<Object, Object> {
    private static final long PER_RECORD = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int MOST_RECORDS = 25;

    /** When the next poll of this consumer's thread may start. */
    private final ThreadLocal<Long> next = ThreadLocal.withInitial(System::nanoTime);

    @Override
    public ConsumerRecords<Object, Object> intercept(
            ConsumerRecords<Object, Object> poll, Consumer<Object, Object> consumer) {
        long wait = next.get() - System.nanoTime();
        if (wait > 0) {
            LockSupport.parkNanos(wait);
        }
        next.set(System.nanoTime() + Math.min(poll.count(), MOST_RECORDS) * PER_RECORD);
        return poll;
    }
}
