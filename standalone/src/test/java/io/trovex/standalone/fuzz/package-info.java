/** Malformed requests and records against the whole pipeline. */
@NullMarked
package io.trovex.standalone.fuzz;

import org.jspecify.annotations.NullMarked;
