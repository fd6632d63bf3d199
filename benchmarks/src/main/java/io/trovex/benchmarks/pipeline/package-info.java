/** What the pipeline costs beyond the model. */
@NullMarked
package io.trovex.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
