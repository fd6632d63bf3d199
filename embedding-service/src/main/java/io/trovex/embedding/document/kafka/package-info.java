/** Embedding as a stage of the stream. */
@NullMarked
package io.trovex.embedding.document.kafka;

import org.jspecify.annotations.NullMarked;
