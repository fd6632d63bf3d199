package io.trovex.embedding.engine;

import java.util.Locale;

/** Who waits for a vector; a query waits for no document. */
enum Priority {
    QUERY,
    DOCUMENT;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
