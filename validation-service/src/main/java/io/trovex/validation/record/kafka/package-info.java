/** The rules over the log: {@code documents.submitted} to {@code documents.validated}. */
@NullMarked
package io.trovex.validation.record.kafka;

import org.jspecify.annotations.NullMarked;
