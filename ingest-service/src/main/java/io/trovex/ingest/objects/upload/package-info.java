/** Reads references from the queue of uploads. */
@NullMarked
package io.trovex.ingest.objects.upload;

import org.jspecify.annotations.NullMarked;
