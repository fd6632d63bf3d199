/** User Behavior Insights (UBI) 1.3 events: read, checked and counted. */
@NullMarked
package io.trovex.feedback.event;

import org.jspecify.annotations.NullMarked;
