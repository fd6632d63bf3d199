package io.trovex.index.analysis;

import java.util.List;
import java.util.Optional;

/**
 * A text whose last word is still being typed.
 *
 * @param before what was typed before that word
 * @param beginning of that word, in lower case
 * @param earlier the words before it, each once
 */
public record UnfinishedText(String before, String beginning, List<String> earlier) {
    /** Empty where nothing can go on: the last word ends before the text does. */
    public static Optional<UnfinishedText> of(String typed) {
        List<String> words = TextAnalysis.words(typed);
        if (words.isEmpty() || !Character.isLetterOrDigit(typed.codePointBefore(typed.length()))) {
            return Optional.empty();
        }
        String last = words.getLast();
        int lastAt = typed.length() - last.length();
        if (lastAt < 0 || !typed.regionMatches(true, lastAt, last, 0, last.length())) {
            return Optional.empty();
        }
        List<String> earlier =
                words.subList(0, words.size() - 1).stream().distinct().toList();
        return Optional.of(new UnfinishedText(typed.substring(0, lastAt), last, earlier));
    }
}
