/** The paths of a search one by one: nanoseconds, and bytes allocated. */
@NullMarked
package io.trovex.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
