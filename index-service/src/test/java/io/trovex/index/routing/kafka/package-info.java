@NullMarked
package io.trovex.index.routing.kafka;

import org.jspecify.annotations.NullMarked;
