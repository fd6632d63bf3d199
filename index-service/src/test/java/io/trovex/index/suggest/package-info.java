@NullMarked
package io.trovex.index.suggest;

import org.jspecify.annotations.NullMarked;
