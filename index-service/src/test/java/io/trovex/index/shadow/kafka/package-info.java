@NullMarked
package io.trovex.index.shadow.kafka;

import org.jspecify.annotations.NullMarked;
