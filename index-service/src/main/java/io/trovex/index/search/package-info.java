/** Search: one question answered by keywords, by meaning, or by both fused, with passages to show. */
@NullMarked
package io.trovex.index.search;

import org.jspecify.annotations.NullMarked;
