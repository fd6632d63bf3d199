package io.trovex.embedding.model;

import io.trovex.embedding.model.graph.Precision;
import org.jspecify.annotations.Nullable;

/**
 * An embedding model that ships with Trovex.
 *
 * @param id names it in configuration, events and the HTTP API; another way of computing is another model
 * @param graph as published
 * @param fused the precision in which the graph is fused at import; null serves it as published
 * @param tokenizer class-path resource of the Hugging Face {@code tokenizer.json}
 * @param dimension length of its vectors
 * @param maxTokens longest input, special tokens included
 * @param queryPrefix what the model was trained to see before a query; empty for none
 * @param passagePrefix the same before a passage
 */
public record ModelDescription(
        String id,
        PublishedGraph graph,
        @Nullable Precision fused,
        String tokenizer,
        int dimension,
        int maxTokens,
        Pooling pooling,
        String queryPrefix,
        String passagePrefix) {

    /** The text as the model wants to see it. */
    public String prefixed(TextRole role, String text) {
        return prefix(role) + text;
    }

    String prefix(TextRole role) {
        return switch (role) {
            case QUERY -> queryPrefix;
            case PASSAGE -> passagePrefix;
        };
    }
}
