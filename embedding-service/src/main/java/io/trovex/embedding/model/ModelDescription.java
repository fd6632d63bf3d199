package io.trovex.embedding.model;

import java.nio.charset.StandardCharsets;
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
    private static final int HASH_LENGTH = 12;

    /**
     * The version and, after a {@code +}, a hash of all that its vectors depend on: another file, pooling or prefix under the
     * same id and version is another.
     */
    public String fullVersion() {
        String content = String.join(
                "\n",
                made(),
                weights.sha256(),
                tokenizer.sha256(),
                String.valueOf(dimension),
                String.valueOf(maxTokens),
                queryPrefix,
                passagePrefix);
        return version + "+"
                + Hash.sha256(content.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_LENGTH);
    }

    private String made() {
        return switch (kind) {
            case ModelKind.Transformer(var fused, var pooling, var normalise) ->
                "transformer/%s/%s/%s".formatted(fused == null ? "published" : fused.name(), pooling.name(), normalise);
            case ModelKind.StaticTable _ -> "static";
        };
    }

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
