/** Answers for a document's status over HTTP. */
@NullMarked
package io.trovex.ingest.status.web;

import org.jspecify.annotations.NullMarked;
