@NullMarked
package io.trovex.index.snapshot;

import org.jspecify.annotations.NullMarked;
