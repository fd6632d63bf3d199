/** A validated document becomes an embedded one. */
@NullMarked
package io.trovex.embedding.document;

import org.jspecify.annotations.NullMarked;
