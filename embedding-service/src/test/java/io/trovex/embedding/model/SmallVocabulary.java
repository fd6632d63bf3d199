package io.trovex.embedding.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A tokenizer that spells words out, for models with few words. */
final class SmallVocabulary {
    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]");
    private static final List<String> PIECES = pieces();

    static final int SIZE = SPECIAL.size() + PIECES.size();

    private SmallVocabulary() {}

    static String tokenizerJson(String... more) {
        List<String> pieces = new ArrayList<>(PIECES);
        pieces.addAll(List.of(more));
        return json(pieces);
    }

    /** The same pieces under other numbers. */
    static String swappedTokenizerJson() {
        List<String> pieces = new ArrayList<>(PIECES);
        Collections.shuffle(pieces, new Random(1));
        return json(pieces);
    }

    private static List<String> pieces() {
        return IntStream.rangeClosed('!', '~')
                .filter(c -> c != '"' && c != '\\' && !Character.isUpperCase(c))
                .mapToObj(Character::toString)
                .flatMap(c -> Stream.of(c, "##" + c))
                .toList();
    }

    private static String json(List<String> pieces) {
        List<String> all = new ArrayList<>(SPECIAL);
        all.addAll(pieces);
        StringBuilder vocabulary = new StringBuilder();
        for (int id = 0; id < all.size(); id++) {
            vocabulary
                    .append(id == 0 ? "" : ",")
                    .append('"')
                    .append(all.get(id))
                    .append("\":")
                    .append(id);
        }
        return "{\"model\":{\"type\":\"WordPiece\",\"vocab\":{" + vocabulary + "}}}";
    }
}
