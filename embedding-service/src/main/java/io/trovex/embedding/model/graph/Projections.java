package io.trovex.embedding.model.graph;

import io.trovex.embedding.model.graph.BertEncoder.Attention;
import io.trovex.embedding.model.graph.BertEncoder.Linear;

/** Writes what multiplies by weights; each method gives the name of its result. */
interface Projections {

    String words(Matrix table, String ids);

    String linear(String name, Linear linear, String input);

    /** Queries, keys and values in one product, and what the heads make of them; without the output projection. */
    String attention(String name, Attention attention, String input);

    static Linear merged(Attention attention) {
        Linear query = attention.query();
        Linear key = attention.key();
        Linear value = attention.value();
        return new Linear(
                Matrix.beside(query.weights(), key.weights(), value.weights()),
                Matrix.beside(query.bias(), key.bias(), value.bias()));
    }
}
