/** The stage functions in a plain loop: no broker, no Redis, the same vectors and the same hits. */
@NullMarked
package io.trovex.standalone.batch;

import org.jspecify.annotations.NullMarked;
