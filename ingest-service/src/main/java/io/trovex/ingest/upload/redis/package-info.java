/** Keeps the tasks in a Redis Stream with a consumer group. */
@NullMarked
package io.trovex.ingest.upload.redis;

import org.jspecify.annotations.NullMarked;
