/** Asks stages of other processes. */
@NullMarked
package io.trovex.ingest.deadletter.http;

import org.jspecify.annotations.NullMarked;
