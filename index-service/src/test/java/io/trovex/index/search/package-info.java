@NullMarked
package io.trovex.index.search;

import org.jspecify.annotations.NullMarked;
