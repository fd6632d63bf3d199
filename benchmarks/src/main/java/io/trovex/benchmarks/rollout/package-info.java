/** A model makes room for another while documents arrive and searches run. */
@NullMarked
package io.trovex.benchmarks.rollout;

import org.jspecify.annotations.NullMarked;
