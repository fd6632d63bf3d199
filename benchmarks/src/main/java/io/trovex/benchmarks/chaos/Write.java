package io.trovex.benchmarks.chaos;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One write of one document, as its producer saw it.
 *
 * @param sequence counts the document's writes from 0
 * @param startedAt when the request left
 * @param version the acknowledged version; absent unless acknowledged
 */
record Write(
        int sequence,
        Kind kind,
        Answer answer,
        Instant startedAt,
        @Nullable Long version) {

    enum Kind {
        UPSERT,
        DELETE
    }

    enum Answer {
        /** The log has it. */
        ACKNOWLEDGED,
        /** It is certain that the log never takes it. */
        REFUSED,
        /** A timeout, a cut connection, a 503: the log may have it, now or later. */
        UNKNOWN
    }

    boolean acknowledged() {
        return answer == Answer.ACKNOWLEDGED;
    }
}
