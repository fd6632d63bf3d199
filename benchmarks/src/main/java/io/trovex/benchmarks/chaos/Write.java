package io.trovex.benchmarks.chaos;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One write of one document, as its producer saw it.
 *
 * @param sequence counts the document's writes from 0
 * @param asked the version that the client gave; absent where the server gives one
 * @param startedAt when the request left
 * @param version the acknowledged version; absent unless acknowledged
 */
record Write(
        int sequence,
        Kind kind,
        Answer answer,
        @Nullable Long asked,
        Instant startedAt,
        @Nullable Long version) {

    enum Kind {
        UPSERT,
        /** An upsert as a file. */
        UPLOAD,
        DELETE;

        boolean removes() {
            return this == DELETE;
        }
    }

    enum Answer {
        /** The log has it. */
        ACKNOWLEDGED,
        /** It is certain that the log never takes it. */
        REFUSED,
        /** A timeout, a cut connection, a 503: the log may have it, now or later. */
        UNKNOWN
    }

    /** Tells which of two writes of a document is to win: the client's versions do, or else the order of sending. */
    long rank() {
        return asked != null ? asked : sequence;
    }

    boolean acknowledged() {
        return answer == Answer.ACKNOWLEDGED;
    }
}
