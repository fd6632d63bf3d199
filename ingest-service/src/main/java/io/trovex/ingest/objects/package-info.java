/** Garbage collection: which objects of the store nothing refers to any more. */
@NullMarked
package io.trovex.ingest.objects;

import org.jspecify.annotations.NullMarked;
