/** The index itself: documents as Lucene blocks under the version rule, and point-in-time views that rank and read them. */
@NullMarked
package io.trovex.index.lucene;

import org.jspecify.annotations.NullMarked;
