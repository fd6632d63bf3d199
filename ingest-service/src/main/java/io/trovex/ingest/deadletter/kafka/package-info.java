/** Dead letters and the decisions on them as they lie in Kafka. */
@NullMarked
package io.trovex.ingest.deadletter.kafka;

import org.jspecify.annotations.NullMarked;
