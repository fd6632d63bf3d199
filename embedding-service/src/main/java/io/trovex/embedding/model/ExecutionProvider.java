package io.trovex.embedding.model;

import java.util.Locale;

/** What ONNX Runtime computes on. */
public enum ExecutionProvider {
    CPU,
    /** An NVIDIA card, where the class path has {@code onnxruntime_gpu} in place of {@code onnxruntime}. */
    CUDA;

    /** As it is written outside. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
