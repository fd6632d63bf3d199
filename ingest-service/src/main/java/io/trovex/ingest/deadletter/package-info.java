/** The review of what stages gave up: a view of all dead letters, decisions on them, and their way back. */
@NullMarked
package io.trovex.ingest.deadletter;

import org.jspecify.annotations.NullMarked;
