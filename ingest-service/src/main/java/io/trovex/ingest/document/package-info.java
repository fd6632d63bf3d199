/** What a client may ask: one document's JSON, a stream of them, its id. Shape and limits only; sense is validation's question. */
@NullMarked
package io.trovex.ingest.document;

import org.jspecify.annotations.NullMarked;
