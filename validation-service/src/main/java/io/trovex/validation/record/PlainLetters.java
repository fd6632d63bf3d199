package io.trovex.validation.record;

/** The letters of a text as {@link LetterGrams} knows them: in lower case, without what tells nothing of its language. */
final class PlainLetters {
    private static final int LONGEST_RUN = 2;
    private static final char FIRST_BEYOND_ASCII = 128;

    private PlainLetters() {}

    /**
     * Leaves out digits, what the model was trained without (emoji, and whatever else comes after the surrogates: full-width
     * marks, presentation forms), and addresses and names of accounts; spaces become one, and of any other character that
     * is repeated two are left.
     */
    static CharSequence of(CharSequence text) {
        StringBuilder letters = new StringBuilder(text.length());
        int start = 0;
        while (start < text.length()) {
            if (Character.isWhitespace(text.charAt(start))) {
                space(letters);
                start++;
                continue;
            }
            int end = start;
            boolean address = text.charAt(start) == '#';
            while (end < text.length() && isAlike(text.charAt(start), text.charAt(end))) {
                address |= text.charAt(end) == '@' || isScheme(text, end);
                end++;
            }
            if (address) {
                space(letters);
            } else {
                append(text, start, end, letters);
            }
            start = end;
        }
        return letters.isEmpty() || letters.charAt(letters.length() - 1) != ' '
                ? letters
                : letters.subSequence(0, letters.length() - 1);
    }

    /** Both of ASCII, or neither: where no space divides words, an address ends where the text goes on. */
    private static boolean isAlike(char first, char next) {
        return !Character.isWhitespace(next) && (first < FIRST_BEYOND_ASCII) == (next < FIRST_BEYOND_ASCII);
    }

    private static boolean isScheme(CharSequence text, int colon) {
        return text.charAt(colon) == ':'
                && colon + 2 < text.length()
                && text.charAt(colon + 1) == '/'
                && text.charAt(colon + 2) == '/';
    }

    private static void append(CharSequence text, int start, int end, StringBuilder letters) {
        for (int i = start; i < end; i++) {
            char read = text.charAt(i);
            if (read >= Character.MIN_SURROGATE || (read >= '0' && read <= '9')) {
                space(letters);
            } else if (!isRun(letters, Character.toLowerCase(read))) {
                letters.append(Character.toLowerCase(read));
            }
        }
    }

    private static void space(StringBuilder letters) {
        if (!letters.isEmpty() && letters.charAt(letters.length() - 1) != ' ') {
            letters.append(' ');
        }
    }

    private static boolean isRun(StringBuilder letters, char next) {
        int length = letters.length();
        for (int back = 1; back <= LONGEST_RUN; back++) {
            if (back > length || letters.charAt(length - back) != next) {
                return false;
            }
        }
        return true;
    }
}
