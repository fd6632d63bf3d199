/** Loads documents into a running Trovex and searches it. */
@NullMarked
package io.trovex.client;

import org.jspecify.annotations.NullMarked;
