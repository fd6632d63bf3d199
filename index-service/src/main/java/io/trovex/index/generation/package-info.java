/** The generations of this process: an index and a search for each, the gate between them, and which one serves. */
@NullMarked
package io.trovex.index.generation;

import org.jspecify.annotations.NullMarked;
