@NullMarked
package io.trovex.stage.threads;

import org.jspecify.annotations.NullMarked;
