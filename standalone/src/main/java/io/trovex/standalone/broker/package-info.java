/** A Kafka broker inside the process. */
@NullMarked
package io.trovex.standalone.broker;

import org.jspecify.annotations.NullMarked;
