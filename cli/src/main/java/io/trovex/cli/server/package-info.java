/** The server process that {@code trovex up} starts, as other commands find it. */
@NullMarked
package io.trovex.cli.server;

import org.jspecify.annotations.NullMarked;
