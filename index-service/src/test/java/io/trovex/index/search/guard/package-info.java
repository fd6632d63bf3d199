@NullMarked
package io.trovex.index.search.guard;

import org.jspecify.annotations.NullMarked;
