package io.trovex.index.document.kafka;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Time that the index leaves to others after a poll. Whatever is in a poll costs a refresh, a segment and its merges, as
 * much for one document as for fifty: under a steady load polls grow, and many documents share that. A single document
 * finds the index waiting for it, and a backlog finds no rest. For one consumer's thread.
 */
final class Rest {
    /** So many records, or bytes, are enough for a poll: as much comes only from a backlog. */
    private static final int MANY_RECORDS = 100;

    private static final long MANY_BYTES = 500_000;

    private static final int TIMES_THE_WORK = 8;
    private static final Duration LONGEST = Duration.ofMillis(200);

    private Duration worked = Duration.ZERO;

    /** Documents were applied and shown; what a poll waits for besides is no work. */
    void worked(Duration time) {
        worked = worked.plus(time);
    }

    void take(List<ConsumerRecord<byte[], byte[]>> poll) {
        long bytes =
                poll.stream().mapToLong(ConsumerRecord::serializedValueSize).sum();
        Duration rest = after(poll.size(), bytes, worked);
        worked = Duration.ZERO;
        try {
            Thread.sleep(rest);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    static Duration after(int records, long bytes, Duration worked) {
        if (records >= MANY_RECORDS || bytes >= MANY_BYTES) {
            return Duration.ZERO;
        }
        Duration share = worked.multipliedBy(TIMES_THE_WORK);
        return share.compareTo(LONGEST) < 0 ? share : LONGEST;
    }
}
