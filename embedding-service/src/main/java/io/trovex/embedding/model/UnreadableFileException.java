package io.trovex.embedding.model;

import java.io.IOException;

/** A model's file is not there, or cannot be read now. */
final class UnreadableFileException extends IOException {
    UnreadableFileException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
