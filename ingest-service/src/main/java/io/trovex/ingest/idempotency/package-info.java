/** The same {@code Idempotency-Key} asks for the same document once, however often the request comes. */
@NullMarked
package io.trovex.ingest.idempotency;

import org.jspecify.annotations.NullMarked;
