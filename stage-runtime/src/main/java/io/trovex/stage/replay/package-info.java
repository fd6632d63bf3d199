/** What a replay is: where it starts, how far it is, when it will be through. Pure. */
@NullMarked
package io.trovex.stage.replay;

import org.jspecify.annotations.NullMarked;
