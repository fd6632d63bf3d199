/** How what somebody types may go on, and what may have been meant. */
@NullMarked
package io.trovex.index.suggest;

import org.jspecify.annotations.NullMarked;
