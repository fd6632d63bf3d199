package io.trovex.embedding.web;

import io.trovex.embedding.model.TextRole;
import java.util.List;

/**
 * A request that was found valid.
 *
 * @param texts as the model's {@code prefixed} expects them; each fits
 * @param tokens of all texts together, as the model sees them
 */
record EmbeddingsOrder(List<String> texts, TextRole role, EncodingFormat format, int tokens) {}
