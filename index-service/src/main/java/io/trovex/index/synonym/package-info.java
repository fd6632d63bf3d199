/** Words that find the same, as somebody set them: found in queries, so that no document is indexed again. */
@NullMarked
package io.trovex.index.synonym;

import org.jspecify.annotations.NullMarked;
