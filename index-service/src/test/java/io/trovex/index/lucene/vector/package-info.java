@NullMarked
package io.trovex.index.lucene.vector;

import org.jspecify.annotations.NullMarked;
