/** The rules for a submitted document, and what it looks like once it has passed them. Pure. */
@NullMarked
package io.trovex.validation.record;

import org.jspecify.annotations.NullMarked;
