/** Shows the ledger over HTTP. */
@NullMarked
package io.trovex.ingest.ledger.web;

import org.jspecify.annotations.NullMarked;
