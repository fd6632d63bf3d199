package io.trovex.contracts;

/**
 * What changes together when search changes: model, chunking, analyzer and index.
 *
 * @param id names its topic and its index; letters, digits, {@code .}, {@code _} and {@code -}
 * @param model id of the only model whose vectors it accepts
 * @param dimension length of those vectors
 */
public record Generation(String id, String model, int dimension) {

    /** Where its embedded documents travel. */
    public String topic() {
        return Topics.documentsEmbedded(id);
    }
}
