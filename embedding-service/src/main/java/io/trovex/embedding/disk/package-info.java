/** Vectors that this process finds again after a restart, in a file. */
@NullMarked
package io.trovex.embedding.disk;

import org.jspecify.annotations.NullMarked;
