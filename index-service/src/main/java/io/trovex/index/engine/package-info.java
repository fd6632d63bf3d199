/** What the service needs of an engine: a version rule, candidates of two kinds, and what may be read of a document. */
@NullMarked
package io.trovex.index.engine;

import org.jspecify.annotations.NullMarked;
