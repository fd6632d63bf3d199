/** The same small tasks through a Redis Stream and through a Kafka topic. */
@NullMarked
package io.trovex.benchmarks.queues;

import org.jspecify.annotations.NullMarked;
