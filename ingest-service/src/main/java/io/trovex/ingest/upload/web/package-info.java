/** Takes files over HTTP. */
@NullMarked
package io.trovex.ingest.upload.web;

import org.jspecify.annotations.NullMarked;
