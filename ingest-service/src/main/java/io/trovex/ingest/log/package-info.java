/** Reads the log outside of any consumer group: every process sees all of it. */
@NullMarked
package io.trovex.ingest.log;

import org.jspecify.annotations.NullMarked;
