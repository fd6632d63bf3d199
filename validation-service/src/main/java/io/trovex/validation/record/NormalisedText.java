package io.trovex.validation.record;

import java.text.Normalizer;

/** Text in the one form that the pipeline keeps. Normalising it again changes nothing. */
final class NormalisedText {
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    private NormalisedText() {}

    /**
     * NFC; a run of spaces and tabs becomes one space, a line's ends are trimmed, a line break stays one, and an empty
     * line or more become one paragraph break.
     */
    static String body(String text) {
        return collapse(text, true);
    }

    /** NFC; every run of white space becomes one space. */
    static String line(String text) {
        return collapse(text, false);
    }

    /** Whether nothing of the text can be seen. */
    static boolean isBlank(String text) {
        return text.codePoints().allMatch(NormalisedText::isInvisible);
    }

    private static String collapse(String text, boolean breaksKept) {
        String nfc = Normalizer.normalize(text.replace(String.valueOf(BYTE_ORDER_MARK), ""), Normalizer.Form.NFC);
        StringBuilder out = new StringBuilder(nfc.length());
        int breaks = 0;
        boolean space = false;
        for (int i = 0; i < nfc.length(); i++) {
            char c = nfc.charAt(i);
            if (isBreak(c)) {
                boolean secondHalf = c == '\n' && i > 0 && nfc.charAt(i - 1) == '\r';
                breaks += secondHalf ? 0 : c == PARAGRAPH_SEPARATOR ? 2 : 1;
            } else if (isSpace(c)) {
                space = true;
            } else {
                if (!out.isEmpty()) {
                    out.append(gap(breaksKept ? breaks : 0, space || breaks > 0));
                }
                breaks = 0;
                space = false;
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String gap(int breaks, boolean space) {
        return switch (breaks) {
            case 0 -> space ? " " : "";
            case 1 -> "\n";
            default -> "\n\n";
        };
    }

    private static boolean isBreak(char c) {
        return (c != '\t' && CharacterRules.isLayout(c)) || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || (c > '~' && Character.getType(c) == Character.SPACE_SEPARATOR);
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
