@NullMarked
package io.trovex.index.generation;

import org.jspecify.annotations.NullMarked;
