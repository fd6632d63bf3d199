/** Breaks a real installation at random while documents are written, then accounts for every one of them. */
@NullMarked
package io.trovex.benchmarks.chaos;

import org.jspecify.annotations.NullMarked;
