package io.trovex.embedding.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** A model's file is not there, or cannot be read now. */
final class UnreadableFileException extends IOException {
    UnreadableFileException(URI location, IOException cause) {
        super(reason(location, cause), cause);
    }

    private static String reason(URI location, IOException cause) {
        return switch (cause) {
            case NoSuchFileException missing -> "the file " + missing.getFile() + " is not there";
            case AccessDeniedException closed -> "the file " + closed.getFile() + " may not be read";
            case FileNotFoundException missing -> String.valueOf(missing.getMessage());
            default -> location + " cannot be read: " + cause.getMessage();
        };
    }
}
