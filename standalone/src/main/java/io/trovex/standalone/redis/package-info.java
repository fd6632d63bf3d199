/** A Redis server as a child process that never outlives its parent. */
@NullMarked
package io.trovex.standalone.redis;

import org.jspecify.annotations.NullMarked;
