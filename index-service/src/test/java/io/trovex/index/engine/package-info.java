@NullMarked
package io.trovex.index.engine;

import org.jspecify.annotations.NullMarked;
