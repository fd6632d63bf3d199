package io.trovex.embedding.model;

import io.trovex.embedding.tokenizer.Tokens;
import io.trovex.embedding.tokenizer.WordPieceTokenizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A loaded model, which any number of threads share, each through an {@link Encoder} of its own. Texts are run one by one
 * and without padding, so a vector depends on its text alone, bit by bit. Thread-safe.
 */
public final class EmbeddingModel implements AutoCloseable {
    /** {@code [CLS]} before the text and {@code [SEP]} after it. */
    public static final int SPECIAL_TOKENS = 2;

    private final ModelDescription description;
    private final WordPieceTokenizer tokenizer;
    private final Weights weights;
    private final int cls;
    private final int sep;

    /** @throws IllegalArgumentException if the tokenizer lacks the special tokens */
    EmbeddingModel(ModelDescription description, WordPieceTokenizer tokenizer, Weights weights) {
        this.description = description;
        this.tokenizer = tokenizer;
        this.weights = weights;
        this.cls = tokenizer.specialToken("[CLS]");
        this.sep = tokenizer.specialToken("[SEP]");
    }

    public ModelDescription description() {
        return description;
    }

    public ServedGraph servedGraph() {
        return weights.servedGraph();
    }

    /** What ONNX Runtime computes it on; null for a static model, which needs none. */
    public @Nullable ExecutionProvider provider() {
        return weights.provider();
    }

    /** Memory that it is reckoned to take. */
    public long bytes() {
        return weights.bytes();
    }

    public WordPieceTokenizer tokenizer() {
        return tokenizer;
    }

    /** How many tokens the model sees for this text, special ones included. */
    public int countTokens(String text) {
        return tokenizer.tokenize(text).size() + SPECIAL_TOKENS;
    }

    /**
     * The text's tokens between {@code [CLS]} and {@code [SEP]}.
     *
     * @throws TextTooLongException if they are more than the model takes
     */
    public TokenIds prepare(String text) {
        Tokens tokens = tokenizer.tokenize(text);
        int count = tokens.size() + SPECIAL_TOKENS;
        if (count > description.maxTokens()) {
            throw new TextTooLongException(count, description.maxTokens());
        }
        int[] ids = new int[count];
        ids[0] = cls;
        for (int i = 0; i < tokens.size(); i++) {
            ids[i + 1] = tokens.id(i);
        }
        ids[count - 1] = sep;
        return new TokenIds(ids);
    }

    /** The text up to the last word with which it fits, prefix included; the text itself when it fits. */
    public String fit(TextRole role, String text) {
        int room = description.maxTokens() - countTokens(description.prefix(role));
        Tokens tokens = tokenizer.tokenize(text);
        if (tokens.size() <= room) {
            return text;
        }
        int last = room;
        while (last > 0 && !tokens.startsWord(last)) {
            last--;
        }
        return last == 0 ? "" : text.substring(0, tokens.end(last - 1));
    }

    /** A thread's own way into the model. */
    public Encoder encoder() {
        return weights.encoder();
    }

    /**
     * Why its golden sentences say now that it must not serve; empty while they get the vectors that its manifest
     * promises.
     */
    public Optional<String> objection() {
        try {
            return GoldenCheck.objection(this, description().golden());
        } catch (InferenceException | TextTooLongException e) {
            return Optional.of("a golden sentence fails: " + e.getMessage());
        }
    }

    /** Frees the weights; no encoder may be in use any more. */
    @Override
    public void close() {
        weights.close();
    }
}
