package io.trovex.ingest.status;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The lives of all documents, shared by every replica. Thread-safe. */
public interface DocumentLives {

    /** @throws StatusUnavailableException while the store is away */
    Optional<DocumentLife> find(String docId);

    /**
     * Merges what events say into what is held, atomically per document, and then tells every replica's
     * {@link Waiters} of those that {@linkplain Status#isSettled settle}. Doing it twice changes nothing.
     *
     * @return what is held now of their documents
     * @throws StatusUnavailableException while the store is away; some may be merged by then, so do it again
     */
    Collection<DocumentLife> merge(Collection<DocumentLife> events);

    /**
     * Remembers documents to look at again; of one that is remembered already, since when.
     *
     * @throws StatusUnavailableException while the store is away
     */
    void remember(Collection<String> docIds, Instant since);

    /** Some documents that were remembered before the moment, the longest first. */
    List<String> rememberedBefore(Instant moment);

    void forget(Collection<String> docIds);
}
