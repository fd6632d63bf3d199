/** What a person typed, as words to rank by and conditions that hold. Pure: no text makes it fail. */
@NullMarked
package io.trovex.index.query;

import org.jspecify.annotations.NullMarked;
