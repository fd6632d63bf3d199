/**
 * Vectors without a neural network: a sentence is the weighted sum of its tokens' rows in a table that was fitted to a
 * transformer's vectors. Pure Java, some microseconds a text.
 */
@NullMarked
package io.trovex.statics;

import org.jspecify.annotations.NullMarked;
