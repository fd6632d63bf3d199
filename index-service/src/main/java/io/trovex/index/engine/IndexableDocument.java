package io.trovex.index.engine;

import io.trovex.contracts.DocumentEmbedded;
import org.jspecify.annotations.Nullable;

/**
 * A document ready for the index.
 *
 * @param body the whole body, redeemed from wherever the event keeps it; absent on a delete
 */
public record IndexableDocument(
        DocumentEmbedded event, @Nullable String body) {}
