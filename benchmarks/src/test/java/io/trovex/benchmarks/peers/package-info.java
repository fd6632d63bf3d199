@NullMarked
package io.trovex.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
