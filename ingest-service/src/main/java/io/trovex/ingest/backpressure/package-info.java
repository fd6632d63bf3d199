/** Whether another document may come in: a gate with two marks over the depth of the pipeline. Pure. */
@NullMarked
package io.trovex.ingest.backpressure;

import org.jspecify.annotations.NullMarked;
