/** Reads the facts of the ledger from the log, keeps snapshots of it there, and names what is overdue. */
@NullMarked
package io.trovex.ingest.ledger.kafka;

import org.jspecify.annotations.NullMarked;
