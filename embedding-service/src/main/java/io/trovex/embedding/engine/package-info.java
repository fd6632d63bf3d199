/** Shares one model among everybody who wants vectors: queries before documents, nothing embedded twice. */
@NullMarked
package io.trovex.embedding.engine;

import org.jspecify.annotations.NullMarked;
