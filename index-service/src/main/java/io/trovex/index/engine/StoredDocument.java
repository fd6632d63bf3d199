package io.trovex.index.engine;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document as the index keeps it. */
public record StoredDocument(
        String docId,
        @Nullable String title,
        String body,
        @Nullable String source,
        @Nullable String language,
        Instant timestamp,
        Map<String, Object> metadata) {}
