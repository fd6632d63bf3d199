package io.trovex.embedding.tokenizer;

import java.io.InputStream;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * BERT's tokenizer: the same ids as Hugging Face's, except that a special token's name in the text ({@code
 * [MASK]}) is text like any other. Thread-safe.
 */
public final class WordPieceTokenizer {
    private static final String UNKNOWN = "[UNK]";

    private final Vocabulary vocabulary;
    private final CodePointFolding folding;
    private final int unknown;

    /** Of an uncased model. */
    public WordPieceTokenizer(Map<String, Integer> idsByPiece) {
        this(idsByPiece, new CodePointFolding(true, true));
    }

    private WordPieceTokenizer(Map<String, Integer> idsByPiece, CodePointFolding folding) {
        this.folding = folding;
        this.vocabulary = new Vocabulary(idsByPiece);
        this.unknown = vocabulary.id(UNKNOWN);
    }

    /**
     * Reads the vocabulary of a Hugging Face {@code tokenizer.json}, and whether it knows accents and upper case; its
     * truncation and padding are not taken over.
     */
    public static WordPieceTokenizer read(InputStream tokenizerJson) {
        JsonMapper mapper = JsonMapper.builder().build();
        JsonNode tokenizer = mapper.readTree(tokenizerJson);
        JsonNode normaliser = tokenizer.path("normalizer");
        boolean lowercase = normaliser.path("lowercase").asBoolean(true);
        boolean stripAccents = normaliser.path("strip_accents").asBoolean(lowercase);
        return new WordPieceTokenizer(
                mapper.convertValue(tokenizer.path("model").path("vocab"), new TypeReference<>() {}),
                new CodePointFolding(lowercase, stripAccents));
    }

    /** @throws IllegalArgumentException if there is no such token */
    public int specialToken(String name) {
        return vocabulary.id(name);
    }

    /** Of all tokens it may give. */
    public int largestId() {
        return vocabulary.largestId();
    }

    public Tokens tokenize(String text) {
        Tokens tokens = new Tokens(text.length() / 3 + 8);
        Word word = new Word(vocabulary, unknown, tokens);
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            int end = at + Character.charCount(codePoint);
            if (CodePointFolding.isIdeograph(codePoint)) {
                word.end();
                append(word, codePoint, at, end);
                word.end();
            } else {
                append(word, codePoint, at, end);
            }
            at = end;
        }
        word.end();
        return tokens;
    }

    private void append(Word word, int codePoint, int start, int end) {
        String folded = folding.fold(codePoint);
        for (int i = 0; i < folded.length(); ) {
            int part = folded.codePointAt(i);
            if (part == ' ') {
                word.end();
            } else if (CodePointFolding.isPunctuation(part)) {
                word.end();
                word.append(part, start, end);
                word.end();
            } else {
                word.append(part, start, end);
            }
            i += Character.charCount(part);
        }
    }
}
