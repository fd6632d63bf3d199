package io.trovex.embedding.tokenizer;

import java.text.Normalizer;

/**
 * What BERT's normaliser leaves of one code point: control characters vanish, white space becomes one space, and of the
 * uncased models' accents go and letters become lower case.
 */
final class CodePointFolding {
    private static final int BMP = 0x10000;

    private final boolean lowercase;
    private final boolean stripAccents;
    /** Filled on first use; a race computes an equal string twice. */
    private final String[] known = new String[BMP];

    CodePointFolding(boolean lowercase, boolean stripAccents) {
        this.lowercase = lowercase;
        this.stripAccents = stripAccents;
    }

    /** The remaining characters; empty when nothing remains, a space for white space. */
    String fold(int codePoint) {
        if (codePoint >= BMP) {
            return compute(codePoint);
        }
        String folded = known[codePoint];
        if (folded == null) {
            folded = compute(codePoint);
            known[codePoint] = folded;
        }
        return folded;
    }

    /** Ideographs stand alone: each is a word. The ranges are the reference's, a gap from 2B820 to 2B91F included. */
    static boolean isIdeograph(int c) {
        return (c >= 0x4E00 && c <= 0x9FFF)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0x20000 && c <= 0x2A6DF)
                || (c >= 0x2A700 && c <= 0x2B73F)
                || (c >= 0x2B740 && c <= 0x2B81F)
                || (c >= 0x2B920 && c <= 0x2CEAF)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0x2F800 && c <= 0x2FA1F);
    }

    /** All of ASCII's symbols count, {@code $} and {@code ^} included. */
    static boolean isPunctuation(int c) {
        if (c < 0x80) {
            return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private String compute(int c) {
        if (c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c)) {
            return " ";
        }
        if (c == 0xFFFD || isControl(c)) {
            return "";
        }
        String text = Character.toString(c);
        StringBuilder folded = new StringBuilder(2);
        (stripAccents ? Normalizer.normalize(text, Normalizer.Form.NFD) : text)
                .codePoints()
                .filter(part -> !stripAccents || Character.getType(part) != Character.NON_SPACING_MARK)
                .map(part -> lowercase ? Character.toLowerCase(part) : part)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
