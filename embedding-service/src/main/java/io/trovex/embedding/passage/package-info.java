/** Cuts a body into the passages that get a vector each. */
@NullMarked
package io.trovex.embedding.passage;

import org.jspecify.annotations.NullMarked;
