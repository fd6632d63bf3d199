@NullMarked
package io.trovex.index.query;

import org.jspecify.annotations.NullMarked;
