/** Keeps the counts in Redis. */
@NullMarked
package io.trovex.feedback.event.redis;

import org.jspecify.annotations.NullMarked;
