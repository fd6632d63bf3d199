/** Simulated canaries, healthy and bad, judged by Trovex and by a fixed threshold. */
@NullMarked
package io.trovex.benchmarks.canary;

import org.jspecify.annotations.NullMarked;
