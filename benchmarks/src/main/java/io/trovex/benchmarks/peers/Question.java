package io.trovex.benchmarks.peers;

import io.trovex.contracts.Vector;

/**
 * A query with the vector that the model makes of it.
 *
 * @param vector of length one
 */
record Question(String text, Vector vector) {}
