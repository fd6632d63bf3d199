/** Sets the gate's clock going and shows the pipeline over HTTP. */
@NullMarked
package io.trovex.ingest.backpressure.web;

import org.jspecify.annotations.NullMarked;
