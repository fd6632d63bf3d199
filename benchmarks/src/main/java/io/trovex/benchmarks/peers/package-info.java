/** Trovex and a plain OpenSearch, side by side over HTTP on the same data. */
@NullMarked
package io.trovex.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
