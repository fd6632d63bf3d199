/** How long a search takes as the index grows. */
@NullMarked
package io.trovex.benchmarks.search;

import org.jspecify.annotations.NullMarked;
