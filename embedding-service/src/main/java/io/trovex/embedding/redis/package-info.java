/** Vectors that all instances share, in Redis. */
@NullMarked
package io.trovex.embedding.redis;

import org.jspecify.annotations.NullMarked;
