/**
 * What makes a query's vector when the model is away: a table of word vectors for each generation, fitted to the
 * generation's own passages, kept beside its index.
 */
@NullMarked
package io.trovex.index.search.statics;

import org.jspecify.annotations.NullMarked;
