@NullMarked
package io.trovex.stage.replay.kafka;

import org.jspecify.annotations.NullMarked;
