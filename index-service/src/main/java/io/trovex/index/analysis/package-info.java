/** How text becomes terms, at index time and at query time: every engine looks for the same. */
@NullMarked
package io.trovex.index.analysis;

import org.jspecify.annotations.NullMarked;
