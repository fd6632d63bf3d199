/** Decisions on canaries in {@code pipeline.control}: written before they count on the way on, read after a restart. */
@NullMarked
package io.trovex.index.routing.kafka;

import org.jspecify.annotations.NullMarked;
