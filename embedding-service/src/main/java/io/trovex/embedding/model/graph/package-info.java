/**
 * A BERT-shaped ONNX graph is recognised by its structure, whoever exported it, and written again for one unpadded text
 * a run: fewer and larger operations, optionally in 8-bit integers.
 */
@NullMarked
package io.trovex.embedding.model.graph;

import org.jspecify.annotations.NullMarked;
