@NullMarked
package io.trovex.index.canary;

import org.jspecify.annotations.NullMarked;
