@NullMarked
package io.trovex.index.routing;

import org.jspecify.annotations.NullMarked;
