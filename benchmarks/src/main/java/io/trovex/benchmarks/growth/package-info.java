/** How the index itself behaves as it grows, in this process. */
@NullMarked
package io.trovex.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
