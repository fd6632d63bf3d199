/** The index stage over the log. */
@NullMarked
package io.trovex.index.document.kafka;

import org.jspecify.annotations.NullMarked;
