@NullMarked
package io.trovex.index.shadow;

import org.jspecify.annotations.NullMarked;
