/** Files on their way to becoming documents: what they are called, what kind they are, and the queue of those whose text is to be extracted. */
@NullMarked
package io.trovex.ingest.upload;

import org.jspecify.annotations.NullMarked;
