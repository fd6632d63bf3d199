/**
 * How an index keeps vectors and finds near ones: in full precision, and beside that in one bit of each component, by
 * clusters of passages that are near each other (an inverted file). Knows vectors and numbers, not documents.
 */
@NullMarked
package io.trovex.index.lucene.vector;

import org.jspecify.annotations.NullMarked;
