/** Knows whether the log can take documents. */
@NullMarked
package io.trovex.ingest.document.kafka;

import org.jspecify.annotations.NullMarked;
