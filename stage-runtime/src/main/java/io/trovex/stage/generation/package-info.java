/** Which generations there are and which one serves: a pure fold over the decisions in the log. */
@NullMarked
package io.trovex.stage.generation;

import org.jspecify.annotations.NullMarked;
