/** {@code /v1/dead-letters}. */
@NullMarked
package io.trovex.ingest.deadletter.web;

import org.jspecify.annotations.NullMarked;
