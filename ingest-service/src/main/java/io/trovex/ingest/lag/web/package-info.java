/** Shows lag over HTTP. */
@NullMarked
package io.trovex.ingest.lag.web;

import org.jspecify.annotations.NullMarked;
