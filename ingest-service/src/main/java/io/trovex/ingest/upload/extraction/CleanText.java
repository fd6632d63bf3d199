package io.trovex.ingest.upload.extraction;

import org.jspecify.annotations.Nullable;

/** Makes of what a parser found what a document may hold: no control characters, no halves of surrogate pairs. */
final class CleanText {
    private static final int LONGEST_TITLE = 500;

    private CleanText() {}

    static String body(String text) {
        return without(text, true).strip();
    }

    /** One line of at most 500 characters; null if nothing is left. */
    static @Nullable String title(@Nullable String title) {
        if (title == null) {
            return null;
        }
        String line = without(title.replaceAll("\\s+", " "), false).strip();
        if (line.length() > LONGEST_TITLE) {
            int end = Character.isHighSurrogate(line.charAt(LONGEST_TITLE - 1)) ? LONGEST_TITLE - 1 : LONGEST_TITLE;
            line = line.substring(0, end);
        }
        return line.isEmpty() ? null : line;
    }

    private static String without(String text, boolean layoutAllowed) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> !Character.isISOControl(c) || (layoutAllowed && (c == '\t' || c == '\n')))
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
