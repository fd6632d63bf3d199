/** Reservations in Redis, shared by every replica. */
@NullMarked
package io.trovex.ingest.idempotency.redis;

import org.jspecify.annotations.NullMarked;
