package io.trovex.index.engine;

import io.trovex.contracts.Generation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The index of one generation, whichever engine keeps it. Applying is idempotent and independent of order: whatever comes
 * twice or late, the newest version of each document is what remains. Thread-safe. What the engine cannot do for now is an
 * {@link IndexUnavailableException}.
 */
public interface SearchIndex extends AutoCloseable {
    /** One settlement each, in order. Searches see the effect after {@link #refresh}. */
    List<Settlement> apply(List<IndexableDocument> documents);

    /** How {@link #apply} would settle the document now, without applying it. */
    Settlement judge(IndexableDocument document);

    /** Makes everything applied so far visible to searches. */
    void refresh();

    /** A point-in-time view; close it soon, it keeps what is deleted meanwhile. */
    IndexView view();

    /** Whether a document has metadata of that name. */
    default boolean hasMetadata(String key) {
        try (IndexView view = view()) {
            return view.hasMetadata(key);
        }
    }

    /** As {@link IndexView#languages}, at this moment. */
    default Set<String> languages() {
        try (IndexView view = view()) {
            return view.languages();
        }
    }

    /** Every document whose submission was acknowledged before that is searchable here, or was refused. */
    void completeUntil(Instant until);

    /**
     * Records how far the topic is consumed, for the next commit.
     *
     * @param next by partition, the offset after the last record that is applied and announced
     */
    void consumed(Map<Integer, Long> next);

    /** Where to go on consuming, by partition; what the last commit said after a restart. */
    Map<Integer, Long> offsets();

    /**
     * Calls when another empty index took the place of this one: what was applied is gone, what was {@link #consumed} is
     * forgotten, and {@link #offsets} say where to go on. Never happens to an engine of this process.
     *
     * @param refill is called before the new index takes a document, by whichever thread found out; asks the index nothing
     */
    default void whenLost(Runnable refill) {}

    /**
     * Makes the index durable together with its offsets. Documents applied meanwhile may be in it without their
     * offsets: they will be consumed again, which changes nothing.
     */
    void commit();

    /**
     * The files of a commit that is made now; empty where the engine keeps them elsewhere.
     *
     * @throws IndexUnavailableException if one of them is damaged
     */
    Optional<CommittedFiles> committedFiles();

    /** Of this machine: holds whatever belongs to the generation and goes with it. */
    Path directory();

    Generation generation();

    IndexStatistics statistics();

    /** Searches are answered from this index: whoever looks at the engine itself finds it by a name of its own. */
    default void serves() {}

    /** Why only a restart opens the index for documents again; null while they can be applied once the engine answers. */
    @Nullable
    String closedBecause();

    /** Commits and closes. */
    @Override
    void close();
}
