@NullMarked
package io.trovex.index;

import org.jspecify.annotations.NullMarked;
