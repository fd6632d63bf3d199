/** What every Kafka stage shares: decode, run, send, await; dead letters for bad data, retries for broken dependencies. */
@NullMarked
package io.trovex.stage;

import org.jspecify.annotations.NullMarked;
