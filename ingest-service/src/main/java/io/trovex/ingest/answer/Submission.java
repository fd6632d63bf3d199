package io.trovex.ingest.answer;

import io.trovex.ingest.status.Status;
import org.jspecify.annotations.Nullable;

/** One version of a document, and the way it is kept. */
public interface Submission {

    String docId();

    long version();

    /** How it stands once it is kept. */
    Status kept();

    /**
     * Keeps it.
     *
     * @return the first offset of {@code documents.submitted} at which an outcome of this version is this submission's
     * @throws io.trovex.stage.web.ProblemException if it is refused
     */
    long keep() throws InterruptedException;

    /**
     * The body of a 202.
     *
     * @param timedOut true when the client's wait ended before the version had settled
     */
    Object accepted(Status status, @Nullable Boolean timedOut);
}
