/** Takes documents over HTTP, one at a time or as a stream of lines. */
@NullMarked
package io.trovex.ingest.document.web;

import org.jspecify.annotations.NullMarked;
