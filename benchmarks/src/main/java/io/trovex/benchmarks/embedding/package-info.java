/** The embedding hot path, next to what others make of the same model. */
@NullMarked
package io.trovex.benchmarks.embedding;

import org.jspecify.annotations.NullMarked;
