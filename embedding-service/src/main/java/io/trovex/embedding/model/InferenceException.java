package io.trovex.embedding.model;

/** ONNX Runtime failed; the text is not to blame, its length was checked before. */
public class InferenceException extends RuntimeException {
    InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
