package io.trovex.embedding.passage;

import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.ModelDescription;

/**
 * How long passages are, in tokens of the model.
 *
 * @param tokens of a passage with everything the model sees: special tokens, prefix, title and body
 * @param overlap share of the body's tokens that a passage may repeat from the one before, by whole sentences
 * @param title share of {@code tokens} that the title may take
 */
public record PassageLimits(int tokens, double overlap, double title) {
    /** What a generation uses unless it is configured otherwise. */
    public static final PassageLimits DEFAULTS = new PassageLimits(192, 0.15, 0.25);

    static final int FEWEST_TOKENS = 32;
    static final double LARGEST_SHARE = 0.5;

    public PassageLimits {
        if (tokens < FEWEST_TOKENS) {
            throw new IllegalArgumentException("a passage has at least " + FEWEST_TOKENS + " tokens, not " + tokens);
        }
        if (!(overlap >= 0 && overlap <= LARGEST_SHARE)) {
            throw new IllegalArgumentException("overlap is between 0 and " + LARGEST_SHARE + ", not " + overlap);
        }
        if (!(title >= 0 && title <= LARGEST_SHARE)) {
            throw new IllegalArgumentException(
                    "the title's share is between 0 and " + LARGEST_SHARE + ", not " + title);
        }
    }

    int titleTokens() {
        return (int) (tokens * title);
    }

    /** @throws IllegalArgumentException if the model takes fewer tokens */
    void check(ModelDescription model) {
        if (tokens > model.maxTokens()) {
            throw new IllegalArgumentException("passages of " + tokens + " tokens do not fit into " + model.id()
                    + ", which takes " + model.maxTokens());
        }
    }

    int bodyTokens(int prefixTokens, int titleTokens) {
        return tokens - EmbeddingModel.SPECIAL_TOKENS - prefixTokens - titleTokens;
    }
}
