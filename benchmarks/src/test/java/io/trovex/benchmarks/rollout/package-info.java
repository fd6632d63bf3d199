@NullMarked
package io.trovex.benchmarks.rollout;

import org.jspecify.annotations.NullMarked;
