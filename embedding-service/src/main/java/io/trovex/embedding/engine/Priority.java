package io.trovex.embedding.engine;

import java.util.Locale;

/** Who waits for a vector; a query never waits for more than the passage that is running. */
enum Priority {
    QUERY,
    DOCUMENT;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
