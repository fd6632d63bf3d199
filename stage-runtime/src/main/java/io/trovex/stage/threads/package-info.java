/** What the system is told about threads. */
@NullMarked
package io.trovex.stage.threads;

import org.jspecify.annotations.NullMarked;
