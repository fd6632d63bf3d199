/** The embedding service: passages and queries become vectors, on ONNX Runtime in this process. */
@NullMarked
package io.trovex.embedding;

import org.jspecify.annotations.NullMarked;
