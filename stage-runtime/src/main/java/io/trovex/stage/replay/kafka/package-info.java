/** Replays over the log: decisions on {@code pipeline.control}, work in a consumer group of each replay's own. */
@NullMarked
package io.trovex.stage.replay.kafka;

import org.jspecify.annotations.NullMarked;
