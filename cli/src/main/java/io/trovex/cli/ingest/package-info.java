/** Loads files and folders into a running Trovex, and goes on where it was interrupted. */
@NullMarked
package io.trovex.cli.ingest;

import org.jspecify.annotations.NullMarked;
