package io.trovex.validation.record;

/** The letters of a text as {@link LetterGrams} knows them: in lower case, without what tells nothing of its language. */
final class PlainLetters {
    private static final int LONGEST_RUN = 2;

    private PlainLetters() {}

    /**
     * Leaves out digits, what the model was trained without (emoji, and whatever else comes after the surrogates: full-width
     * marks, presentation forms), and words that are addresses or names of accounts; spaces become one, and of any other
     * character that is repeated two are left.
     */
    static CharSequence of(CharSequence text) {
        StringBuilder letters = new StringBuilder(text.length());
        int start = 0;
        while (start < text.length()) {
            int end = start;
            boolean address = text.charAt(start) == '#';
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                address |= text.charAt(end) == '@' || isScheme(text, end);
                end++;
            }
            if (!address) {
                append(text, start, end, letters);
            }
            space(letters);
            start = end + 1;
        }
        return letters.isEmpty() || letters.charAt(letters.length() - 1) != ' '
                ? letters
                : letters.subSequence(0, letters.length() - 1);
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
            if (read >= Character.MIN_SURROGATE || Character.isDigit(read)) {
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
