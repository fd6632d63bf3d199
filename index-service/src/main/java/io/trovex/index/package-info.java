/** The index service: puts the pieces together and keeps them measured, committed and healthy. */
@NullMarked
package io.trovex.index;

import org.jspecify.annotations.NullMarked;
