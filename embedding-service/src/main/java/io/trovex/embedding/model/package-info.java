/** The embedding models: what each one is, and inference on ONNX Runtime in this process. */
@NullMarked
package io.trovex.embedding.model;

import org.jspecify.annotations.NullMarked;
