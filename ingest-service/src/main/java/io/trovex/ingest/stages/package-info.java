/** Knows what every stage of the pipeline waits for, also those that other processes run. */
@NullMarked
package io.trovex.ingest.stages;

import org.jspecify.annotations.NullMarked;
