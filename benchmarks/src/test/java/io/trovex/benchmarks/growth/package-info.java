@NullMarked
package io.trovex.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
