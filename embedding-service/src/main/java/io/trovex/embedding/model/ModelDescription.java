package io.trovex.embedding.model;

/**
 * An embedding model that ships with Trovex.
 *
 * @param id names it in configuration, events and the HTTP API
 * @param onnx class-path resource of the graph
 * @param tokenizer class-path resource of the Hugging Face {@code tokenizer.json}
 * @param dimension length of its vectors
 * @param maxTokens longest input, special tokens included
 * @param queryPrefix what the model was trained to see before a query; empty for none
 * @param passagePrefix the same before a passage
 */
public record ModelDescription(
        String id,
        String onnx,
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
