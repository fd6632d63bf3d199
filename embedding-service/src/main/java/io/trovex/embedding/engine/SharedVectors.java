package io.trovex.embedding.engine;

import io.trovex.contracts.Vector;
import java.util.Collection;
import java.util.Map;

/**
 * Vectors that outlive this process, and that several instances may share. Only a cache: what it does not have, or cannot say now, is
 * made again. Thread-safe.
 */
public interface SharedVectors extends AutoCloseable {
    /** Knows nothing. */
    SharedVectors NONE = new SharedVectors() {
        @Override
        public Map<ContentKey, Vector> find(Collection<ContentKey> keys, int dimension) {
            return Map.of();
        }

        @Override
        public void keep(ContentKey key, Vector vector) {
            // for nobody
        }
    };

    /**
     * What it has of these, in one round trip. Never fails, and waits no longer than a short time.
     *
     * @param dimension of all of them; what is of another is not theirs
     */
    Map<ContentKey, Vector> find(Collection<ContentKey> keys, int dimension);

    /** For those that hold nothing open. */
    @Override
    default void close() {}

    /** Takes the vector for others to find, soon or never. Never fails and never waits. */
    void keep(ContentKey key, Vector vector);
}
