/** Starts collections over HTTP. */
@NullMarked
package io.trovex.ingest.objects.web;

import org.jspecify.annotations.NullMarked;
