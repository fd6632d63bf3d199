@NullMarked
package io.trovex.stage.generation;

import org.jspecify.annotations.NullMarked;
