package io.trovex.embedding.model;

import java.util.List;

/**
 * A model's manifest: what it is, where its files lie, and how to tell that it computes what it should.
 *
 * @param id names it in configuration, events and the HTTP API; another way of computing is another model
 * @param version its makers' name for this state of it
 * @param licence SPDX identifier, or what its makers say
 * @param weights the ONNX graph as published, or the table
 * @param tokenizer a Hugging Face {@code tokenizer.json} of WordPiece
 * @param dimension length of its vectors
 * @param maxTokens longest input, special tokens included
 * @param queryPrefix what the model was trained to see before a query; empty for none
 * @param passagePrefix the same before a passage
 */
public record ModelDescription(
        String id,
        String version,
        String licence,
        ModelKind kind,
        ModelFile weights,
        ModelFile tokenizer,
        int dimension,
        int maxTokens,
        String queryPrefix,
        String passagePrefix,
        List<GoldenPair> golden) {

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
