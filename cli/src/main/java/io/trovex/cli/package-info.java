/** The {@code trovex} command: one class for each subcommand. */
@NullMarked
package io.trovex.cli;

import org.jspecify.annotations.NullMarked;
