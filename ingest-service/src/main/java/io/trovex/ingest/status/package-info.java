/** What became of a document: a fold of the events of its life that comes out the same in whatever order they arrive. */
@NullMarked
package io.trovex.ingest.status;

import org.jspecify.annotations.NullMarked;
