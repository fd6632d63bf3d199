/** Reads references from the topics of the flow and their dead letters. */
@NullMarked
package io.trovex.ingest.objects.kafka;

import org.jspecify.annotations.NullMarked;
