package io.trovex.embedding.model.graph;

import java.util.List;

/**
 * What a BERT-shaped graph computes, without how it was written down.
 *
 * @param words a row for each token of the vocabulary
 * @param positions a row for each position, the first token type's row added where the model has types
 * @param heads of every layer's attention
 */
record BertEncoder(Matrix words, Matrix positions, LayerNorm norm, int heads, List<Layer> layers) {

    int dimension() {
        return words.columns();
    }

    /** {@code x * weights + bias} for a row vector x. */
    record Linear(Matrix weights, Matrix bias) {}

    record LayerNorm(Matrix scale, Matrix shift, float epsilon) {}

    /** Attention, then a feed-forward network with an exact GELU; each is added to what it reads and normalised. */
    record Layer(Attention attention, LayerNorm attentionNorm, Linear up, Linear down, LayerNorm norm) {}

    record Attention(Linear query, Linear key, Linear value, Linear output) {}
}
