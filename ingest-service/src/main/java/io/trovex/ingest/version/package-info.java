/** Versions for documents whose clients give none. */
@NullMarked
package io.trovex.ingest.version;

import org.jspecify.annotations.NullMarked;
