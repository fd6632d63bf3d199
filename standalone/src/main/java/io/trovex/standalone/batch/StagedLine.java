package io.trovex.standalone.batch;

import io.trovex.index.engine.IndexableDocument;
import org.jspecify.annotations.Nullable;

/**
 * A line that has passed the stages before the index, or stuck in one of them.
 *
 * @param document absent if it stuck
 */
record StagedLine(LineResult result, @Nullable IndexableDocument document) {}
