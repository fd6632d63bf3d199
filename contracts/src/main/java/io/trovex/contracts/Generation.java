package io.trovex.contracts;

import org.jspecify.annotations.Nullable;

/**
 * What changes together when search changes: model, chunking, analyzer and index.
 *
 * @param id names its topic and its index; letters, digits, {@code .}, {@code _} and {@code -}
 * @param model id of the only model whose vectors it accepts
 * @param dimension length of those vectors
 * @param analyzer of the words: {@link GenerationSpec#BY_LANGUAGE} or {@link GenerationSpec#ENGLISH}
 * @param engine that keeps its index; null leaves it to whoever is configured
 */
public record Generation(
        String id,
        String model,
        int dimension,
        String analyzer,
        @Nullable Engine engine) {

    /** With the default analyzer, kept by the configured engine. */
    public Generation(String id, String model, int dimension) {
        this(id, model, dimension, GenerationSpec.BY_LANGUAGE);
    }

    /** Kept by the configured engine. */
    public Generation(String id, String model, int dimension, String analyzer) {
        this(id, model, dimension, analyzer, null);
    }

    /** The same with another analyzer. */
    public Generation analyzedBy(String other) {
        return new Generation(id, model, dimension, other, engine);
    }

    /** Where its embedded documents travel. */
    public String topic() {
        return Topics.documentsEmbedded(id);
    }
}
