/** How far each consumer group is behind, and whether that is healthy. Pure: samples in, verdicts out. */
@NullMarked
package io.trovex.ingest.lag;

import org.jspecify.annotations.NullMarked;
