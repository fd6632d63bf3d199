package io.trovex.index.engine;

import io.trovex.contracts.Generation;

/** Keeps the indexes of generations, one each. */
public interface IndexEngine extends AutoCloseable {
    /** The index as it was left, or an empty one. */
    SearchIndex open(Generation generation);

    /** Whatever the generation has left here. Its index must be closed; nothing happens where there is none. */
    void delete(Generation generation);

    /** The indexes that it opened are of no use any more. */
    @Override
    default void close() {}
}
