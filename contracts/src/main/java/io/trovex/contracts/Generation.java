package io.trovex.contracts;

/**
 * What changes together when search changes: model, chunking, analyzer and index.
 *
 * @param id names its topic and its index; letters, digits, {@code .}, {@code _} and {@code -}
 * @param model id of the only model whose vectors it accepts
 * @param dimension length of those vectors
 * @param analyzer of the words: {@link GenerationSpec#BY_LANGUAGE} or {@link GenerationSpec#ENGLISH}
 */
public record Generation(String id, String model, int dimension, String analyzer) {

    /** With the default analyzer. */
    public Generation(String id, String model, int dimension) {
        this(id, model, dimension, GenerationSpec.BY_LANGUAGE);
    }

    /** Where its embedded documents travel. */
    public String topic() {
        return Topics.documentsEmbedded(id);
    }
}
