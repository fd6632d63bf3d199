@NullMarked
package io.trovex.index.search.statics;

import org.jspecify.annotations.NullMarked;
