/** The way in: takes documents over HTTP, writes them to the log, and answers for what became of them. */
@NullMarked
package io.trovex.ingest;

import org.jspecify.annotations.NullMarked;
