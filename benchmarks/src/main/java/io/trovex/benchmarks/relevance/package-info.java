/** How well a running Trovex finds what people judged relevant. */
@NullMarked
package io.trovex.benchmarks.relevance;

import org.jspecify.annotations.NullMarked;
