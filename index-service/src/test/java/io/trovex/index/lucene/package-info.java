@NullMarked
package io.trovex.index.lucene;

import org.jspecify.annotations.NullMarked;
