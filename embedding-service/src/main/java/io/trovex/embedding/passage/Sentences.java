package io.trovex.embedding.passage;

import java.text.BreakIterator;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where sentences begin. An abbreviation or an initial does not end one; an empty line always does. */
final class Sentences {
    private static final Pattern EMPTY_LINE = Pattern.compile("\\R[ \\t]*\\R\\s*");
    private static final Set<String> ABBREVIATIONS = Set.of(
            "al", "approx", "art", "ca", "capt", "cf", "ch", "col", "corp", "dept", "dr", "ed", "eds", "e.g", "eq",
            "eqs", "esp", "est", "fig", "figs", "ft", "gen", "gov", "hon", "i.e", "inc", "jr", "lt", "ltd", "mr", "mrs",
            "ms", "mt", "no", "nos", "p", "pp", "prof", "ref", "refs", "rev", "sec", "sen", "sgt", "sr", "st", "viz",
            "vol", "vols", "vs");

    private final BreakIterator prototype = BreakIterator.getSentenceInstance(Locale.ENGLISH);

    /** Offsets of sentence beginnings, ascending; the first is 0. */
    int[] starts(String text) {
        BitSet starts = new BitSet(text.length() + 1);
        BreakIterator breaks = (BreakIterator) prototype.clone();
        breaks.setText(text);
        for (int at = breaks.first(); at != BreakIterator.DONE; at = breaks.next()) {
            int start = skipWhiteSpace(text, at);
            if (!beginsWithClosing(text, start) && !followsAbbreviation(text, at)) {
                starts.set(start);
            }
        }
        Matcher emptyLines = EMPTY_LINE.matcher(text);
        while (emptyLines.find()) {
            starts.set(emptyLines.end());
        }
        starts.set(0);
        starts.clear(text.length());
        return starts.stream().toArray();
    }

    private static int skipWhiteSpace(String text, int at) {
        int start = at;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return start;
    }

    private static boolean beginsWithClosing(String text, int at) {
        if (at == text.length()) {
            return false;
        }
        return switch (Character.getType(text.charAt(at))) {
            case Character.END_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> true;
            default -> ".,;:!?".indexOf(text.charAt(at)) >= 0;
        };
    }

    private static boolean followsAbbreviation(String text, int at) {
        int end = at;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end == 0 || text.charAt(end - 1) != '.') {
            return false;
        }
        int start = end - 1;
        while (start > 0 && (Character.isLetter(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
            start--;
        }
        String word = text.substring(start, end - 1);
        boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
        return initial || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }
}
