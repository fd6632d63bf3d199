/** The account of every submitted offset: each ended in exactly one way, or is in flight. Pure: facts in, sums out. */
@NullMarked
package io.trovex.ingest.ledger;

import org.jspecify.annotations.NullMarked;
