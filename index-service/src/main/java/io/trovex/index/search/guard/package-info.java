/** Circuit breakers around query embedders: one that fails is left alone and tried again in the background. */
@NullMarked
package io.trovex.index.search.guard;

import org.jspecify.annotations.NullMarked;
