/** Decisions on synonyms in {@code pipeline.control}: written there, and followed by every replica. */
@NullMarked
package io.trovex.index.synonym.kafka;

import org.jspecify.annotations.NullMarked;
