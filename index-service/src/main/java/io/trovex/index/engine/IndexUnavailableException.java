package io.trovex.index.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The index cannot be opened, read or written now; no document is to blame. */
public class IndexUnavailableException extends UncheckedIOException {
    public IndexUnavailableException(String message, @Nullable Throwable cause) {
        super(message, new IOException(message, cause));
    }
}
