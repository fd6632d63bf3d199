/** Counts the events of the log. */
@NullMarked
package io.trovex.feedback.event.kafka;

import org.jspecify.annotations.NullMarked;
