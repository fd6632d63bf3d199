/** What Trovex does when five times more comes in than goes out. */
@NullMarked
package io.trovex.benchmarks.saturation;

import org.jspecify.annotations.NullMarked;
