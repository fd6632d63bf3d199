/** The generations as {@code pipeline.control} tells them. */
@NullMarked
package io.trovex.stage.generation.kafka;

import org.jspecify.annotations.NullMarked;
