/** How soon a document is found after it was sent. */
@NullMarked
package io.trovex.benchmarks.freshness;

import org.jspecify.annotations.NullMarked;
