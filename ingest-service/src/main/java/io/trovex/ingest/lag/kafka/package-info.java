/** Samples groups, offsets and retention with an admin client. */
@NullMarked
package io.trovex.ingest.lag.kafka;

import org.jspecify.annotations.NullMarked;
