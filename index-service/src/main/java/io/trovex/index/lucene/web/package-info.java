/** The index in figures, for operators. */
@NullMarked
package io.trovex.index.lucene.web;

import org.jspecify.annotations.NullMarked;
