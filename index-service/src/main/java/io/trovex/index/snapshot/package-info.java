/** Copies of an index as it was at a commit, and how an index begins with one. */
@NullMarked
package io.trovex.index.snapshot;

import org.jspecify.annotations.NullMarked;
