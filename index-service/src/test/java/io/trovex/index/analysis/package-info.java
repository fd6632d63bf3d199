@NullMarked
package io.trovex.index.analysis;

import org.jspecify.annotations.NullMarked;
