/** Keeps the lives of the documents in Redis and carries word of them between replicas. */
@NullMarked
package io.trovex.ingest.status.redis;

import org.jspecify.annotations.NullMarked;
