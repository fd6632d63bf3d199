/** Projects the topics of the flow onto the lives of the documents. */
@NullMarked
package io.trovex.ingest.status.kafka;

import org.jspecify.annotations.NullMarked;
