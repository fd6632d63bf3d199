@NullMarked
package io.trovex.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
