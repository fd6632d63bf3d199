package io.trovex.index.synonym;

import io.trovex.index.analysis.Language;
import io.trovex.index.analysis.TextAnalysis;
import io.trovex.index.engine.KeywordSearch.Occurrence;
import java.util.List;

/** A text as the row of its words, each in the form that its inflections share in a language. */
final class WordForms {
    private final String text;
    private final List<Occurrence> words;
    private final List<String> forms;

    private WordForms(String text, Language language) {
        this.text = text;
        this.words = TextAnalysis.tokens(text);
        this.forms = words.stream().map(word -> form(word.term(), language)).toList();
    }

    /** Which words there are does not depend on the language. */
    static WordForms of(String text, Language language) {
        return new WordForms(text, language);
    }

    int size() {
        return forms.size();
    }

    List<String> all() {
        return forms;
    }

    String form(int at) {
        return forms.get(at);
    }

    /** Whether these stand there, one after the other. */
    boolean has(List<String> others, int at) {
        int end = at + others.size();
        return end <= forms.size() && forms.subList(at, end).equals(others);
    }

    /** As it was written. */
    String text(int from, int to) {
        return text.substring(words.get(from).start(), words.get(to - 1).end());
    }

    /** A stop word has no other form. */
    private static String form(String word, Language language) {
        return String.join(" ", language.terms(word).keySet()).transform(form -> form.isEmpty() ? word : form);
    }
}
