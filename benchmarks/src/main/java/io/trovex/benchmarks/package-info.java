/** Measures Trovex from outside, next to a peer in the same run. */
@NullMarked
package io.trovex.benchmarks;

import org.jspecify.annotations.NullMarked;
